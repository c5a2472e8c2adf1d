import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { Problem } from '#libs/wire/problem.js';
import { localProblem } from './problems.ts';

// The compiled parser probes for eval, which the content security policy would report.
z.config({ jitless: true });

const root = '/api/v1';

export type Query = Readonly<Record<string, string | undefined>>;
export type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Answer<Value> {
  readonly value: Value;
  readonly etag: string | null;
}

export interface Command {
  readonly body?: unknown;
  /** One key per submission of a form: sending it twice acts once. */
  readonly key?: string;
  readonly ifMatch?: string | null;
  readonly signal?: AbortSignal;
}

async function exchange<Value>(fetcher: typeof fetch, path: string, schema: z.ZodType<Value>, init: RequestInit): Promise<Answer<Value>> {
  const response = await fetcher(`${root}${path}`, init).catch((fault: unknown) => {
    if (init.signal?.aborted) throw fault;
    return fail(localProblem(503, 'The server cannot be reached. Check the connection and try again.', path));
  });
  const content: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) fail(Problem.safeParse(content).data ?? localProblem(response.status, `The server answered ${response.status} without saying why.`, path));
  const parsed = schema.safeParse(content);
  if (!parsed.success) fail(localProblem(502, `The answer is not what this console expects: ${z.prettifyError(parsed.error)}`, path));
  return { value: parsed.data, etag: response.headers.get('etag') };
}

function fail(problem: Problem): never {
  return error(problem.status, problem.detail, { problem });
}

/** Reads for a page's load, with the ETag. Without a session it leads to the sign-in page and back. */
export async function readTagged<Value>(fetcher: typeof fetch, path: string, schema: z.ZodType<Value>, here?: URL): Promise<Answer<Value>> {
  const response = await exchange(fetcher, path, schema, {}).catch((fault: unknown) => {
    if (here && isUnauthenticated(fault)) redirect(307, `/sign-in?to=${encodeURIComponent(here.pathname + here.search)}`);
    throw fault;
  });
  return response;
}

/** Reads for a page's load. `here` is the page's own address, to come back to after signing in. */
export async function read<Value>(fetcher: typeof fetch, path: string, schema: z.ZodType<Value>, here?: URL): Promise<Value> {
  return (await readTagged(fetcher, path, schema, here)).value;
}

/** Sends a command. A refusal is thrown as the problem the server stated; nothing is redirected, so that input stays. */
export async function send<Value>(method: Method, path: string, schema: z.ZodType<Value>, command: Command = {}): Promise<Answer<Value>> {
  const headers = new Headers();
  if (command.body !== undefined) headers.set('content-type', 'application/json');
  if (command.key) headers.set('idempotency-key', command.key);
  if (command.ifMatch) headers.set('if-match', command.ifMatch);
  const body = command.body === undefined ? undefined : JSON.stringify(command.body);
  return exchange(fetch, path, schema, { method, headers, body, signal: command.signal });
}

function isUnauthenticated(fault: unknown): boolean {
  return typeof fault === 'object' && fault !== null && 'status' in fault && fault.status === 401;
}

/** Path with a query string; empty values are left out. */
export function withQuery(path: string, query: Query): string {
  const known = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  return known.length === 0 ? path : `${path}?${new URLSearchParams(known)}`;
}
