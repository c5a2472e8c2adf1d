import { type Figure, figure, quotient, undefinedFigure } from '../statistics/figure.js';
import { quantilesOf } from '../statistics/selection.js';
import type { CodedColumn } from './coded-column.js';
import type { SelectionCounts } from './group-counts.js';
import { impactRatios, isSmall, twoPercent } from './impact-ratio.js';

export interface ScoringRate {
  readonly group: string;
  readonly n: number;
  readonly aboveMedian: number;
  /** Of all scored rows, unknown membership included. */
  readonly share: number;
  readonly small: boolean;
  readonly scoringRate: Figure;
  /** Against the highest scoring rate of any group. */
  readonly impactRatio: Figure;
  /** The same among groups that are not small; null for a small one, whose counts are still published. */
  readonly impactRatioWithoutSmall: Figure | null;
}

export interface ScoringRates {
  readonly sampleMedian: Figure;
  readonly scored: number;
  /** Scored rows of unknown membership: in the median, in no group. */
  readonly unknown: number;
  readonly groups: readonly ScoringRate[];
}

/** Scored rows, all and of each group, and how many of them lie above the median of all: what scoring rates are computed from. */
export interface AboveMedianCounts {
  readonly sampleMedian: Figure;
  readonly scored: number;
  readonly unknown: number;
  readonly groups: readonly (SelectionCounts & { readonly group: string })[];
}

/** Counts scores strictly above the median of every scored row, also of unknown membership. NaN is a missing score. */
export function countAboveMedian(column: CodedColumn, scores: Float64Array): AboveMedianCounts {
  const known = present(scores);
  if (known.length === 0) return { sampleMedian: undefinedFigure('no-rows'), scored: 0, unknown: 0, groups: [] };
  const median = quantilesOf(known, [0.5])[0]!;
  const [rows, above] = [new Float64Array(column.labels.length + 1), new Float64Array(column.labels.length + 1)];
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row]!;
    if (Number.isNaN(score)) continue;
    const place = column.codes[row]! + 1;
    rows[place]! += 1;
    if (score > median) above[place]! += 1;
  }
  const groups = column.labels.map((group, code) => ({ group, n: rows[code + 1]!, selected: above[code + 1]! })).filter(({ n }) => n > 0);
  return { sampleMedian: figure(median), scored: known.length, unknown: rows[0]!, groups };
}

/**
 * The scoring rate of New York City's Local Law 144 (6 RCNY § 5-300): the share of a category whose score lies strictly above the
 * sample's median; scores equal to it are not above it. Categories with less than `smallShare` of the scored rows may be left out of
 * the ratio (§ 5-301). If all scores tie every rate is 0 and every ratio undefined.
 */
export function scoringRatesOf({ groups, ...counts }: AboveMedianCounts, smallShare = twoPercent.share): ScoringRates {
  const large = groups.filter((group) => !isSmall(group, counts.scored, { share: smallShare, rows: 0 }));
  const [all, withoutSmall] = [impactRatios(groups, { kind: 'highest' }), impactRatios(large, { kind: 'highest' })];
  const rates = groups.map((group, place) => ({
    group: group.group,
    n: group.n,
    aboveMedian: group.selected,
    share: group.n / counts.scored,
    small: !large.includes(group),
    scoringRate: quotient(group.selected, group.n),
    impactRatio: all.ratios[place]!,
    impactRatioWithoutSmall: withoutSmall.ratios[large.indexOf(group)] ?? null,
  }));
  return { ...counts, groups: rates };
}

/** Both steps. */
export function scoringRates(column: CodedColumn, scores: Float64Array, smallShare = twoPercent.share): ScoringRates {
  return scoringRatesOf(countAboveMedian(column, scores), smallShare);
}

function present(scores: Float64Array): Float64Array {
  const known = new Float64Array(scores.length);
  let count = 0;
  for (let row = 0; row < scores.length; row++) if (!Number.isNaN(scores[row]!)) known[count++] = scores[row]!;
  return known.subarray(0, count);
}
