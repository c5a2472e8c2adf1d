import type { AdvisoryLock } from '../database/database.js';

/** Held by whoever replaces interval rows of a system by others: rows are only ever added without it. */
export function intervalLock(systemNumber: number): AdvisoryLock {
  return ['fineprint compaction', systemNumber];
}
