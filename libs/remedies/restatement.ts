import type { Measurement } from '#libs/wire/measurements.js';
import type { BreachCommand } from './breach.js';

type Result = Pick<Measurement, 'verdict' | 'value'>;

/**
 * What a final measurement that supersedes another asks of the breach of its window: open one, withdraw it, restate its value
 * and credit, or nothing.
 */
export function restatementOf(previous: Result, next: Result): Exclude<BreachCommand['type'], 'claim'> | 'none' {
  const wasBreached = previous.verdict === 'breached';
  if (next.verdict !== 'breached') return wasBreached ? 'withdraw' : 'none';
  if (!wasBreached) return 'open';
  return previous.value === next.value ? 'none' : 'restate';
}
