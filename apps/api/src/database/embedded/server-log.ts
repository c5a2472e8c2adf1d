import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const rotateBytes = 10 * 1024 * 1024;

/**
 * Lends the server a file for its messages. A file rather than a pipe: a server that outlives us must neither hold
 * our output open nor lose its own.
 */
export function openServerLog(data: string): { readonly descriptor: number; readonly written: () => string; readonly close: () => void } {
  const path = join(data, 'pg.log');
  if (existsSync(path) && statSync(path).size > rotateBytes) renameSync(path, `${path}.1`);
  const descriptor = openSync(path, 'a', 0o600);
  const before = statSync(path).size;
  return {
    descriptor,
    written: () => readFileSync(path).subarray(before).toString('utf8'),
    close: () => closeSync(descriptor),
  };
}
