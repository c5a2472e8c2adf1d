import type { ReportFigure, UndefinedReason } from '#libs/wire/figures.js';
import type { BoundedFigure } from '../statistics/bounded-figure.js';
import type { Bounds } from '../statistics/bounds.js';
import type { Figure } from '../statistics/figure.js';
import { type MeasuredFigure, measuredShare } from '../statistics/measured-figure.js';
import type { Proportion } from '../statistics/proportion.js';

const confidence = 0.95;

/** What stands beside a figure in a report, beyond its value. */
interface Beside {
  readonly sampleSize: number;
  readonly interval?: { readonly bounds: Bounds; readonly method: string };
  readonly bound?: number;
  readonly kind?: ReportFigure['kind'];
}

/** A figure as reports carry it. */
export function reported({ value, reason }: Figure, { sampleSize, interval, bound = 0, kind = 'measured' }: Beside): ReportFigure {
  const isBounded = value !== null && interval !== undefined && interval.bounds.low.value !== null && interval.bounds.high.value !== null;
  return {
    value,
    reason,
    low: isBounded ? interval.bounds.low.value : null,
    high: isBounded ? interval.bounds.high.value : null,
    interval: isBounded ? interval.method : null,
    sampleSize,
    bound,
    kind,
  };
}

/** A share of counts, with its Wilson interval. */
export function reportedShare(proportion: Proportion, reason?: UndefinedReason): ReportFigure {
  return reportedMeasure(measuredShare(proportion, confidence, reason));
}

export function reportedMeasure({ figure, sampleSize, bounds, interval }: MeasuredFigure, bound = 0): ReportFigure {
  return reported(figure, { sampleSize, interval: { bounds, method: interval }, bound });
}

/** A value from bins with the bound that they leave. */
export function reportedBounded({ figure, bound }: BoundedFigure, sampleSize: number, interval?: Beside['interval']): ReportFigure {
  return reported(figure, { sampleSize, bound, ...(interval === undefined ? {} : { interval }) });
}

/** Nothing to report, and why. */
export function unreported(reason: UndefinedReason, sampleSize = 0): ReportFigure {
  return reported({ value: null, reason }, { sampleSize });
}
