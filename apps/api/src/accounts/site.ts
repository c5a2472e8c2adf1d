/** The address people use. Without a configured one it is whatever loopback address and port the request came in on. */
export class Site {
  constructor(readonly origin: string | null) {}

  get isHttps(): boolean {
    return this.origin?.startsWith('https:') ?? false;
  }

  /** Origins whose pages may change things here. */
  originsAt(port: number | undefined): readonly string[] {
    if (this.origin !== null) return [this.origin];
    return ['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${port}`);
  }
}
