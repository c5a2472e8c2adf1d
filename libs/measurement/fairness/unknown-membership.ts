import { type Figure, figure, quotient, undefinedFigure } from '../statistics/figure.js';
import type { SelectionCounts } from './group-counts.js';
import { type Reference, candidatesOf } from './impact-ratio.js';

/** The smallest and the largest impact ratio that rows of unknown membership allow, wherever they belong. */
export interface ImpactBounds {
  readonly worst: Figure;
  readonly best: Figure;
}

type Group = SelectionCounts & { readonly group: string };

/**
 * The exact extremes of each group's impact ratio over every way of dealing the rows of unknown membership out to the groups.
 *
 * Who may be the reference is decided by the rows of known membership: all groups, those that are not small, or the single one that
 * is the largest or named. Against a fixed group h the ratio of g is largest when the selected unknown belong to g and the others to
 * h, smallest the other way round; one dealing does both, so (S_g+U_s)/(n_g+U_s) over S_h/(n_h+U_r) and its mirror are attained.
 * Against the highest rate of several groups the smallest ratio is the smallest over each of them. The largest gives g the selected
 * unknown and the others to the rest so that their highest rate becomes as low as it can.
 * Undefined where that dealing leaves the reference without a selection; a best ratio that is undefined is not bounded.
 */
export function impactBounds(groups: readonly Group[], unknown: SelectionCounts, reference: Reference): readonly ImpactBounds[] {
  const candidates = candidatesOf(groups, reference);
  const unselected = unknown.n - unknown.selected;
  const peak = lowestPeak(candidates, unselected);
  return groups.map((group) => {
    if (candidates.length === 0 || group.n === 0) return { worst: undefinedFigure('no-rows'), best: undefinedFigure('no-rows') };
    const rivals = candidates.filter((candidate) => candidate !== group);
    const own = candidates.includes(group);
    // A group below the peak takes none of the rows that lower it: without the group it is the same.
    const rival = group.selected / group.n < peak ? peak : lowestPeak(rivals, unselected);
    return { worst: worstOf(group, rivals, own, unknown), best: bestOf(group, rival, own, unknown) };
  });
}

function worstOf(group: Group, rivals: readonly Group[], own: boolean, unknown: SelectionCounts): Figure {
  const lowest = group.selected / (group.n + unknown.n - unknown.selected);
  const highest = rivals.reduce((rate, { n, selected }) => Math.max(rate, (selected + unknown.selected) / (n + unknown.selected)), own ? lowest : 0);
  return quotient(lowest, highest, 'nobody-selected');
}

function bestOf(group: Group, rival: number, own: boolean, unknown: SelectionCounts): Figure {
  const highest = (group.selected + unknown.selected) / (group.n + unknown.selected);
  if (own) return highest === 0 && rival === 0 ? undefinedFigure('nobody-selected') : figure(highest / Math.max(highest, rival));
  return quotient(highest, rival);
}

/**
 * How low the highest rate of some groups can become when `unselected` rows are dealt out to them: the smallest rate that all of them
 * can be brought down to, found by halving between 0 and today's highest, then the rates that the groups really have there.
 */
function lowestPeak(groups: readonly Group[], unselected: number): number {
  let [low, high] = [0, peakOf(groups, () => 0)];
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    const needed = groups.reduce((sum, group) => sum + rowsDownTo(middle, group), 0);
    if (needed <= unselected) high = middle;
    else low = middle;
  }
  return peakOf(groups, (group) => rowsDownTo(high, group));
}

/** How many unselected rows bring a group's rate down to a rate above 0. */
function rowsDownTo(rate: number, { n, selected }: Group): number {
  return selected === 0 ? 0 : Math.max(0, Math.ceil(selected / rate - n));
}

function peakOf(groups: readonly Group[], added: (group: Group) => number): number {
  return groups.reduce((peak, group) => Math.max(peak, group.selected / (group.n + added(group))), 0);
}
