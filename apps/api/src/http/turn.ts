import { setImmediate } from 'node:timers/promises';
import { FineprintError } from '#libs/wire/errors.js';

/** Each waits with its body in memory, 8 MiB at most. */
const queueLimit = 16;

let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/**
 * Runs work that holds the event loop, one piece at a time; between two pieces everybody else is served.
 * @throws FineprintError TOO_MANY_REQUESTS when too many wait already
 */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= queueLimit) throw new FineprintError('TOO_MANY_REQUESTS', 'Too many large bodies at once; try again in a moment', [], 2);
  waiting += 1;
  const result = last.then(() => setImmediate()).then(work);
  last = result.catch(() => undefined).finally(() => (waiting -= 1));
  return result;
}
