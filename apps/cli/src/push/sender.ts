import { setTimeout as delay } from 'node:timers/promises';
import { IngestReport } from '#libs/wire/events.js';
import { Problem } from '#libs/wire/problem.js';
import type { Kind } from './mapping.js';

/** Where to send, and as whom. */
export interface Target {
  readonly server: string;
  readonly key: string;
  readonly kind: Kind;
}

/** Something that sending again will not mend. The message is for a person. */
export class PushError extends Error {}

const passing = new Set([408, 429, 502, 503, 504]);
const attempts = 8;
const attemptsBeforeFirstAnswer = 4;
const firstWaitMs = 500;
const longestWaitMs = 300_000;

/** Sends one chunk of NDJSON lines until the server has answered for it. `say` is told about waits. */
export async function sendChunk(target: Target, lines: readonly string[], isFirst: boolean, say: (text: string) => void): Promise<IngestReport> {
  const url = new URL(`/api/v1/${target.kind}s/import`, target.server);
  const body = `${lines.join('\n')}\n`;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await tryOnce(url, target.key, body);
    if ('report' in answer) return answer.report;
    if (attempt >= (answer.isUnreachable && isFirst ? attemptsBeforeFirstAnswer : attempts)) throw new PushError(answer.reason);
    const waitMs = answer.retryAfterMs ?? firstWaitMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
    say(`${answer.reason} Trying again in ${Math.ceil(waitMs / 1000)} s.`);
    await delay(Math.min(waitMs, longestWaitMs));
  }
}

type Answer =
  | { readonly report: IngestReport }
  | { readonly reason: string; readonly retryAfterMs: number | undefined; readonly isUnreachable: boolean };

async function tryOnce(url: URL, key: string, body: string): Promise<Answer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { method: 'POST', body, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' }, redirect: 'error' });
    text = await response.text();
  } catch (error) {
    return { reason: `The server at ${url.origin} cannot be reached (${causeOf(error)}). Is it running, and is --server right?`, retryAfterMs: undefined, isUnreachable: true };
  }
  if (response.ok) return { report: reportOf(text, url) };
  const reason = reasonOf(response, text);
  if (!passing.has(response.status)) throw new PushError(reason);
  return { reason, retryAfterMs: retryAfter(response.headers.get('retry-after')), isUnreachable: false };
}

function reportOf(text: string, url: URL): IngestReport {
  const parsed = IngestReport.safeParse(plainOf(text));
  if (!parsed.success) throw new PushError(`${url.href} does not answer like a Fineprint server. Is --server right?`);
  return parsed.data;
}

function reasonOf(response: Response, text: string): string {
  const problem = Problem.safeParse(plainOf(text));
  if (!problem.success) return `The server answered ${response.status} ${response.statusText}.`;
  const { title, detail, code, requestId } = problem.data;
  return `The server refuses: ${title}${detail === title ? '' : `. ${detail}`} (${code}, request ${requestId}).`;
}

function plainOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Seconds, or an HTTP date (RFC 9110 §10.2.3).
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const waitMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : undefined;
}

function causeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return String(cause);
}
