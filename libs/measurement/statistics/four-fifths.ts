import type { Proportion } from './proportion.js';

/** The four-fifths rule on a group's rate against a reference rate (29 CFR 1607.4(D)); null where the ratio is undefined. */
export interface FourFifths {
  /** Whether the ratio is at least 0.8. Compared in whole numbers, so that exactly four fifths pass. */
  readonly passes: boolean | null;
  /** Whether one more selection in the group would turn the verdict; null also when all of it is selected. */
  readonly turnsWithOneMore: boolean | null;
}

export function fourFifths(group: Proportion, reference: Proportion): FourFifths {
  if (group.total === 0 || reference.total === 0 || reference.successes === 0) return { passes: null, turnsWithOneMore: null };
  const passes = isFourFifths(group, reference);
  if (group.successes >= group.total) return { passes, turnsWithOneMore: null };
  return { passes, turnsWithOneMore: isFourFifths({ ...group, successes: group.successes + 1 }, reference) !== passes };
}

function isFourFifths(group: Proportion, reference: Proportion): boolean {
  return 5n * BigInt(group.successes) * BigInt(reference.total) >= 4n * BigInt(reference.successes) * BigInt(group.total);
}
