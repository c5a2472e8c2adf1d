import type { z } from 'zod';
import { Problem } from '#libs/wire/problem.js';

/** Where to ask, and as whom. */
export interface Server {
  readonly address: string;
  readonly key: string;
}

/** An answer that asking again will not mend. The message is for a person. */
export class ServerError extends Error {}

/** Asks a server and reads its answer. @throws ServerError when it refuses, cannot be reached or is none of ours */
export async function ask<Schema extends z.ZodType>({ address, key }: Server, method: 'GET' | 'POST', path: string, schema: Schema, body?: unknown): Promise<z.output<Schema>> {
  const url = new URL(`/api/v1${path}`, address);
  const headers = { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const response = await fetch(url, { method, headers, redirect: 'error', ...(body === undefined ? {} : { body: JSON.stringify(body) }) }).catch((error: unknown) => {
    throw new ServerError(`The server at ${url.origin} cannot be reached (${error instanceof Error ? error.message : String(error)}). Is it running, and is --server right?`);
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new ServerError(refusalOf(response, answer));
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new ServerError(`${url.href} does not answer like a Fineprint server. Is --server right?`);
  return parsed.data;
}

function refusalOf(response: Response, answer: unknown): string {
  const problem = Problem.safeParse(answer);
  if (!problem.success) return `The server answered ${response.status} ${response.statusText}.`;
  const { title, detail, code, requestId } = problem.data;
  return `The server refuses: ${title}${detail === title ? '' : `. ${detail}`} (${code}, request ${requestId}).`;
}
