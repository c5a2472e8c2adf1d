import { type GroupCounts, countGroups, onlyWithOutcome } from '#libs/measurement/fairness/group-counts.js';
import { type Rate, rateOf } from '#libs/measurement/fairness/group-rates.js';
import { impactRatios, twoPercent } from '#libs/measurement/fairness/impact-ratio.js';
import { equalisedOdds, parityOf } from '#libs/measurement/fairness/parity.js';
import { classesOf, groupsOf } from '../coded-inputs.js';
import { numberOf } from '../figures.js';
import type { VectorMetric } from '../vector-metric.js';

const labelled = {
  tpr: 'true-positive-rate',
  fpr: 'false-positive-rate',
  tnr: 'true-negative-rate',
  fnr: 'false-negative-rate',
  ppv: 'positive-predictive-value',
  npv: 'negative-predictive-value',
  fdr: 'false-discovery-rate',
  for: 'false-omission-rate',
  accuracy: 'accuracy',
  prevalence: 'prevalence',
} as const satisfies Record<string, Rate>;

export const groupFairness: VectorMetric = (inputs, params) => {
  const { key, column } = groupsOf(inputs, params['intersection_separator'] as string | undefined);
  const outcomes = inputs.roles.includes('y_true') ? classesOf(inputs.values('y_true'), params['positive']) : null;
  const decisions = classesOf(inputs.values('y_pred'), params['positive']);
  const { groups } = countGroups(column, outcomes === null ? decisions : onlyWithOutcome(decisions, outcomes), outcomes);
  const rows = groups.reduce((sum, { n }) => sum + n, 0);
  const ratios = {
    impact_ratio_vs_highest: impactRatios(groups, { kind: 'highest' }).ratios,
    impact_ratio_vs_highest_eligible_2pct: impactRatios(groups, { kind: 'highest-eligible', smallBelow: twoPercent }).ratios,
    impact_ratio_vs_largest_group: impactRatios(groups, { kind: 'largest' }).ratios,
  };
  const ofGroup = (group: GroupCounts, place: number) => ({
    n: group.n,
    selected: group.selected,
    share: group.n / rows,
    selection_rate: numberOf(rateOf('selection-rate', group)),
    ...Object.fromEntries(Object.entries(ratios).map(([name, list]) => [name, numberOf(list[place]!)])),
    ...(outcomes === null ? {} : withOutcomes(group)),
  });
  return {
    group_key: key,
    n_used: rows,
    groups: Object.fromEntries(groups.map((group, place) => [group.group, ofGroup(group, place)])),
    ...between('selection_rate', 'selection-rate', groups),
    ...(outcomes === null ? {} : betweenGroups(groups)),
  };
};

function withOutcomes(group: GroupCounts): Readonly<Record<string, number>> {
  const { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn } = group.confusion;
  return { tp, fp, fn, tn, ...Object.fromEntries(Object.entries(labelled).map(([name, rate]) => [name, numberOf(rateOf(rate, group))])) };
}

function betweenGroups(groups: readonly GroupCounts[]): Readonly<Record<string, unknown>> {
  const odds = equalisedOdds(groups);
  return {
    ...Object.assign({}, ...Object.entries(labelled).map(([name, rate]) => between(name, rate, groups))),
    equalized_odds_difference: numberOf(odds.difference),
    equalized_odds_ratio: numberOf(odds.ratio),
    mean_of_tpr_and_fpr_ranges: numberOf(odds.meanOfRanges),
  };
}

function between(name: string, rate: Rate, groups: readonly GroupCounts[]): Readonly<Record<string, unknown>> {
  const { difference, ratio, undefinedGroups } = parityOf(rate, groups);
  return { [`between_groups.${name}`]: { difference: numberOf(difference), ratio: numberOf(ratio), undefined_groups: undefinedGroups } };
}
