import type { SliceGroup } from '#libs/wire/slice-reports.js';
import { rateOf } from '../fairness/group-rates.js';
import type { Stretch } from '../intervals/stretches.js';
import type { SliceGroups } from './slice-groups.js';

/** Each group's steps by its name, oldest first; steps without an event of the group are left out. */
export function slicePoints(steps: readonly (Stretch & Pick<SliceGroups, 'groups'>)[]): ReadonlyMap<string, SliceGroup['points']> {
  const points = new Map<string, SliceGroup['points']>();
  for (const { startMs, endMs, groups } of steps) {
    for (const counts of groups) {
      const point = {
        from: new Date(startMs).toISOString(),
        to: new Date(endMs).toISOString(),
        events: counts.tally.events,
        selectionRate: rateOf('selection-rate', counts).value,
        precision: rateOf('positive-predictive-value', counts).value,
      };
      const before = points.get(counts.group);
      if (before === undefined) points.set(counts.group, [point]);
      else before.push(point);
    }
  }
  return points;
}
