import { error } from '@sveltejs/kit';
import type { z } from 'zod';
import { Problem } from '#libs/wire/problem.js';
import { localProblem } from './problems.ts';

/**
 * Sends a file as it is, telling how much of it has gone (0 to 1). Not by `fetch`, which cannot tell.
 * A refusal is thrown as the problem the server stated.
 */
export async function upload<Value>(path: string, schema: z.ZodType<Value>, file: Blob, mediaType: string, key: string, sent: (share: number) => void): Promise<Value> {
  const request = new XMLHttpRequest();
  const done = new Promise<void>((resolve) => request.addEventListener('loadend', () => resolve()));
  request.upload.addEventListener('progress', ({ loaded, total }) => sent(total > 0 ? loaded / total : 0));
  request.open('POST', `/api/v1${path}`);
  request.setRequestHeader('Content-Type', mediaType);
  request.setRequestHeader('Idempotency-Key', key);
  request.send(file);
  await done;
  if (request.status === 0) fail(localProblem(503, 'The server cannot be reached. Check the connection and try again.', path));
  const content = parsed(request.responseText);
  if (request.status >= 300) fail(Problem.safeParse(content).data ?? localProblem(request.status, `The server answered ${request.status} without saying why.`, path));
  const value = schema.safeParse(content);
  return value.success ? value.data : fail(localProblem(502, 'The answer is not what this console expects', path));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fail(problem: Problem): never {
  return error(problem.status, problem.detail, { problem });
}
