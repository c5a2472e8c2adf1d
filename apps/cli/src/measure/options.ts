import type { emptyRules } from '#libs/wire/objectives.js';
import { didYouMean } from './reading/near-names.js';
import { refuse } from './reading/refuse.js';

export type EmptyRule = (typeof emptyRules)[number];

/** What some metrics take beside columns, with what holds when it is not given. */
export interface MeasureOptions {
  readonly bins: number;
  /** The share of windows without drift in which chance alone may look like it. */
  readonly level: number;
  readonly categorical: boolean;
  /** The cell that means positive; undefined: 1, true, yes or positive. */
  readonly positive: string | undefined;
  readonly referenceGroup: string | undefined;
  /** Rows of a chunk; undefined: one chunk of all rows. */
  readonly chunk: number | undefined;
  /** In percent, 0 to 100. */
  readonly percentile: readonly number[];
  /** Of percentiles, or of availability; undefined: the first of those that the metric knows. */
  readonly method: string | undefined;
  readonly threshold: number | undefined;
  /** Of availability: length of an interval, percent of failed events above which a minute is bad, bad minutes in a row, minutes without traffic. */
  readonly intervalMinutes: number;
  readonly errorThreshold: string;
  readonly minimumRun: number;
  readonly emptyRule: EmptyRule;
  /** Of freshness, in minutes. */
  readonly maximumGap: number;
  /** The share of best-scored rows. */
  readonly top: number;
}

export const defaults: MeasureOptions = {
  bins: 10,
  level: 0.05,
  categorical: false,
  positive: undefined,
  referenceGroup: undefined,
  chunk: undefined,
  percentile: [50, 95, 99],
  method: undefined,
  threshold: undefined,
  intervalMinutes: 5,
  errorThreshold: '5',
  minimumRun: 1,
  emptyRule: 'not-measured',
  maximumGap: 60,
  top: 0.1,
};

/** The method that is meant: the first one when none is named. */
export function chosen<One extends string>(flag: string, given: string | undefined, known: readonly [One, ...One[]]): One {
  if (given === undefined) return known[0];
  return known.find((one) => one === given) ?? refuse(`--${flag} ${given}: it is one of ${known.join(', ')}.${didYouMean(given, known)}`);
}
