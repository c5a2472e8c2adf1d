import { request } from 'node:http';
import type { TestApp } from './app.js';

/** What came back, byte for byte and parsed. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly bytes: Uint8Array;
  /** The parsed JSON body; undefined when there is none. */
  readonly body: unknown;
}

export interface Sending {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** Sends one request exactly as given, repeated headers included; bytes as they are, everything else as JSON. Paths are below /api/v1. */
export async function send(app: Pick<TestApp, 'origin'>, method: string, path: string, { body, headers = {} }: Sending = {}): Promise<Received> {
  const payload = body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const type = headers['Content-Type'] === undefined ? ['Content-Type', 'application/json'] : [];
  const content = payload === undefined ? [] : [...type, 'Content-Length', String(Buffer.byteLength(payload))];
  const host = headers['Host'] === undefined ? ['Host', new URL(app.origin).host] : [];
  const given = Object.entries(headers).flatMap(([name, values]) => [values].flat().flatMap((value) => [name, value]));
  return new Promise((resolve, reject) => {
    const outgoing = request(`${app.origin}/api/v1${path}`, { method, headers: [...host, ...content, ...given] }, (incoming) => {
      // A stream of server-sent events never ends by itself; that it began is what is asked.
      if (incoming.headers['content-type']?.startsWith('text/event-stream')) {
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text: '', bytes: new Uint8Array(), body: undefined });
        outgoing.destroy();
        return;
      }
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString('utf8');
        const isJson = (incoming.headers['content-type'] ?? '').includes('json');
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, bytes, body: isJson && text !== '' ? JSON.parse(text) : undefined });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

export type Sender = (method: string, path: string, body?: unknown, headers?: Sending['headers']) => Promise<Received>;

/** Somebody without credentials. */
export function anonymous(app: Pick<TestApp, 'origin'>): Sender {
  return (method, path, body, headers) => send(app, method, path, { body, headers });
}

/** A browser with a session cookie: it names its origin on every unsafe request. */
export function browserWith(app: Pick<TestApp, 'origin'>, cookie: string): Sender {
  return (method, path, body, headers) =>
    send(app, method, path, { body, headers: { Cookie: cookie, ...(method === 'GET' ? {} : { Origin: app.origin }), ...headers } });
}

/** A program with an API key. */
export function programWith(app: Pick<TestApp, 'origin'>, key: string): Sender {
  return (method, path, body, headers) => send(app, method, path, { body, headers: { Authorization: `Bearer ${key}`, ...headers } });
}

/** The session cookie an answer sets, as it is sent back: name=value. */
export function cookieOf(answer: Received): string {
  const [cookie] = [answer.headers['set-cookie'] ?? []].flat();
  if (cookie === undefined) throw new Error(`no cookie in the answer: ${answer.status} ${answer.text}`);
  return cookie.slice(0, cookie.indexOf(';'));
}
