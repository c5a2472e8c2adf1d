import { type Figure, quotient, undefinedFigure } from '../statistics/figure.js';
import type { SelectionCounts } from './group-counts.js';

/** A group is small with less than this share of the rows of known membership, or with fewer rows. */
export interface SmallBelow {
  readonly share: number;
  readonly rows: number;
}

/** The share under which Local Law 144 of New York City lets a category be left out of the ratio (6 RCNY § 5-301). */
export const twoPercent: SmallBelow = { share: 0.02, rows: 0 };

/** Which group the others are compared with. Small groups are never the highest eligible one, but keep a ratio, which may exceed 1. */
export type Reference =
  | { readonly kind: 'highest' }
  | { readonly kind: 'highest-eligible'; readonly smallBelow: SmallBelow }
  | { readonly kind: 'largest' }
  | { readonly kind: 'named'; readonly group: string };

export interface ImpactRatios {
  /** The group that the others are divided by; null where there is none. */
  readonly against: string | null;
  /** One for each group, in their order. */
  readonly ratios: readonly Figure[];
}

type Group = SelectionCounts & { readonly group: string };

export function isSmall(counts: SelectionCounts, total: number, smallBelow: SmallBelow): boolean {
  return counts.n / total < smallBelow.share || counts.n < smallBelow.rows;
}

/** The groups that may be divided by under a rule: those among which the one with the highest rate is taken, or the one that is meant. */
export function candidatesOf<One extends Group>(groups: readonly One[], reference: Reference): readonly One[] {
  const present = groups.filter(({ n }) => n > 0);
  switch (reference.kind) {
    case 'highest':
      return present;
    case 'highest-eligible': {
      const total = present.reduce((sum, { n }) => sum + n, 0);
      return present.filter((group) => !isSmall(group, total, reference.smallBelow));
    }
    case 'largest':
      return present.length === 0 ? [] : [present.reduce((largest, group) => (group.n > largest.n ? group : largest))];
    case 'named':
      return present.filter(({ group }) => group === reference.group);
  }
}

/**
 * Selection rate of each group over that of the reference group (four fifths is the rule of thumb of 29 CFR 1607.4(D); no pass mark
 * is applied here). Ties go to the first name. Undefined: nobody selected anywhere, the reference group without a selection, or no
 * group that may be the reference (too few rows; a named group that does not occur has no rows), a group without rows.
 */
export function impactRatios(groups: readonly Group[], reference: Reference): ImpactRatios {
  const candidates = candidatesOf(groups, reference);
  if (candidates.length === 0) {
    const reason = reference.kind === 'highest-eligible' && groups.some(({ n }) => n > 0) ? 'too-few-rows' : 'no-rows';
    return { against: null, ratios: groups.map(() => undefinedFigure(reason)) };
  }
  const against = candidates.reduce((highest, group) => (rateOf(group) > rateOf(highest) ? group : highest));
  const reason = groups.every(({ selected }) => selected === 0) ? 'nobody-selected' : 'zero-denominator';
  return {
    against: against.group,
    ratios: groups.map((group) => (group.n === 0 ? undefinedFigure('no-rows') : quotient(rateOf(group), rateOf(against), reason))),
  };
}

function rateOf(counts: SelectionCounts): number {
  return counts.selected / counts.n;
}
