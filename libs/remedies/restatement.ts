import type { Verdict } from '#libs/wire/measurements.js';
import type { BreachCommand } from './breach.js';

/**
 * What a final measurement that supersedes another asks of the breach of its window: open one, withdraw it, restate it, or
 * nothing. A breach is restated even when its rounded value is the same: the sample, and the exact value that prices it, may differ.
 */
export function restatementOf(previous: Verdict, next: Verdict): Exclude<BreachCommand['type'], 'claim'> | 'none' {
  if (next === 'breached') return previous === 'breached' ? 'restate' : 'open';
  return previous === 'breached' ? 'withdraw' : 'none';
}
