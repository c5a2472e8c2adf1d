import type { TestApp } from './app.js';

export interface ServerEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** A stream of server-sent events as a browser reads it. */
export interface EventReader {
  readonly status: number;
  /** The next event; undefined once the server has ended the stream. */
  next(): Promise<ServerEvent | undefined>;
  close(): void;
}

export async function listen(app: Pick<TestApp, 'origin'>, cookie: string, path: string): Promise<EventReader> {
  const aborting = new AbortController();
  const response = await fetch(`${app.origin}/api/v1${path}`, { headers: { cookie }, signal: aborting.signal });
  const events = eventsOf(response);
  return {
    status: response.status,
    next: async () => (await events.next()).value ?? undefined,
    close: () => aborting.abort(),
  };
}

async function* eventsOf(response: Response): AsyncGenerator<ServerEvent, undefined> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const fields = new Map(text.slice(0, end).split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
      text = text.slice(end + 2);
      if (fields.has('event')) yield { id: fields.get('id') ?? '', event: fields.get('event') ?? '', data: fields.get('data') ?? '' };
    }
  }
  return undefined;
}
