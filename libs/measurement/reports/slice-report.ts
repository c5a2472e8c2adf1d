import { type GroupGap, type ImpactRatio, type SliceGroup, groupRates } from '#libs/wire/slice-reports.js';
import { type Rate, proportionOf } from '../fairness/group-rates.js';
import { type Reference, type SmallBelow, impactRatios, isSmall } from '../fairness/impact-ratio.js';
import { type Parity, equalisedOdds, parityOf } from '../fairness/parity.js';
import { type Significance, significanceOf } from '../fairness/significance.js';
import { impactBounds } from '../fairness/unknown-membership.js';
import { type Figure, quotient } from '../statistics/figure.js';
import { reported, reportedShare, unreported } from './report-figures.js';
import type { SliceTotals } from '../intervals/histograms.js';
import type { SliceGroupCounts, SliceGroups } from './slice-groups.js';

type GroupWithoutPoints = Omit<SliceGroup, 'points'>;

/** What groups are compared by. `reference` names the group to compare with; without it, it is the highest rate of a group that is not small. */
export interface SliceComparison {
  readonly groups: readonly GroupWithoutPoints[];
  readonly gaps: readonly GroupGap[];
}

/** Rates, impact ratios and gaps of groups, from their counts alone: exact whichever source the counts are from. */
export function compareSlices({ groups, unknown }: SliceGroups, smallBelow: SmallBelow, reference?: string): SliceComparison {
  const rule: Reference = reference === undefined ? { kind: 'highest-eligible', smallBelow } : { kind: 'named', group: reference };
  const total = groups.reduce((sum, { n }) => sum + n, 0);
  const events = groups.reduce((sum, { tally }) => sum + tally.events, unknown.tally.events);
  const { against, ratios } = impactRatios(groups, rule);
  const bounds = impactBounds(groups, unknown, rule);
  const compared = groups.find(({ group }) => group === against);
  return {
    groups: groups.map((group, at) => ({
      name: group.group,
      events: group.tally.events,
      share: events === 0 ? 0 : group.tally.events / events,
      small: total > 0 && isSmall(group, total, smallBelow),
      rates: groupRates.map((rate) => ({ rate, figure: reportedShare(proportionOf(rate satisfies Rate, group)) })),
      calibration: calibrationOf(group.tally),
      impact: {
        against,
        ...ratioBeside(group, compared, ratios[at]!),
        best: bounds[at]!.best.value,
        worst: bounds[at]!.worst.value,
      },
    })),
    gaps: gapsOf(groups),
  };
}

/** Observed over expected positives of a group's scored events with a known outcome. Scores were added up in millionths, half of one is the most that each loses. */
function calibrationOf(tally: SliceTotals): SliceGroup['calibration'] {
  const expected = tally.labelledScoreMillionths / 1e6;
  const slack = tally.labelledScored * 0.5e-6;
  const ratio = quotient(tally.positiveScored, expected, tally.labelledScored === 0 ? 'no-rows' : 'zero-denominator');
  const bound = ratio.value === null || expected <= slack ? 0 : (ratio.value * slack) / (expected - slack);
  return reported(ratio, { sampleSize: tally.labelledScored, bound });
}

function ratioBeside(group: SliceGroupCounts, against: SliceGroupCounts | undefined, ratio: Figure): Omit<ImpactRatio, 'against' | 'best' | 'worst'> {
  if (against === undefined) return { ratio: reported(ratio, { sampleSize: group.n }), test: null, pValue: null, standardDeviations: null, flipsWithOne: null };
  const beside: Significance = significanceOf(proportionOf('selection-rate', group), proportionOf('selection-rate', against));
  const isItself = group === against;
  return {
    ratio: reported(ratio, { sampleSize: group.n, ...(isItself ? {} : { interval: { bounds: beside.interval, method: `${beside.intervalMethod}-95` } }) }),
    test: isItself ? null : beside.test,
    pValue: isItself ? null : beside.pValue.value,
    standardDeviations: isItself ? null : beside.standardDeviations.value,
    flipsWithOne: isItself ? null : beside.flipsWithOne,
  };
}

const parities: readonly (readonly [GroupGap['measure'], Rate])[] = [
  ['demographic-parity', 'selection-rate'],
  ['equal-opportunity', 'true-positive-rate'],
  ['false-positive-parity', 'false-positive-rate'],
  ['predictive-parity', 'positive-predictive-value'],
  ['accuracy-parity', 'accuracy'],
];

function gapsOf(groups: readonly SliceGroupCounts[]): GroupGap[] {
  if (groups.length < 2) {
    const none = unreported('single-group', groups[0]?.n ?? 0);
    return [...parities.map(([measure]) => measure), 'equalised-odds' as const].map((measure) => ({ measure, difference: none, ratio: none, undefinedGroups: 0 }));
  }
  const gaps = parities.map(([measure, rate]) => {
    const parity: Parity = parityOf(rate, groups);
    const beside = { sampleSize: groups.reduce((sum, group) => sum + proportionOf(rate, group).total, 0) };
    return { measure, difference: reported(parity.difference, beside), ratio: reported(parity.ratio, beside), undefinedGroups: parity.undefinedGroups };
  });
  const odds = equalisedOdds(groups);
  const beside = { sampleSize: groups.reduce((sum, group) => sum + proportionOf('accuracy', group).total, 0) };
  const without = (rate: Rate): number => parityOf(rate, groups).undefinedGroups;
  return [
    ...gaps,
    { measure: 'equalised-odds', difference: reported(odds.difference, beside), ratio: reported(odds.ratio, beside), undefinedGroups: Math.max(without('true-positive-rate'), without('false-positive-rate')) },
  ];
}
