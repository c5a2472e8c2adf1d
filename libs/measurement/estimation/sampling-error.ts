import type { Confusion } from '../intervals/intervals.js';
import type { Ranking } from '../performance/ranking.js';
import { oneClass } from '../performance/roc.js';
import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';
import { averagePrecisionDeviation } from './average-precision-deviation.js';
import type { EstimatedMetric } from './estimated.js';

/** How much a metric varies by sampling alone: the deviation of what one event contributes, and the share of events that contribute. */
export interface SamplingError {
  readonly deviation: Figure;
  readonly fraction: number;
}

/**
 * Sampling errors as labelled reference events show them (NannyML's constants). A proportion p over a share f of the events has
 * √(p(1-p)) and f: accuracy over all, precision over the selected, recall over the positive, specificity over the negative ones. F1:
 * the events that are positive in decision or outcome, each true positive worth their number over TP + (FP+FN)/2. AUC: the share of
 * negatives below each positive (half of the equal ones), with the rarer class as the positive one. Average precision: the delta method.
 */
export function samplingErrors(confusion: Confusion, ranking: Ranking): Readonly<Record<EstimatedMetric, SamplingError>> {
  const { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn } = confusion;
  const total = tp + fp + fn + tn;
  const relevant = tp + fp + fn;
  return {
    accuracy: ofProportion(tp + tn, total, total),
    precision: ofProportion(tp, tp + fp, total),
    recall: ofProportion(tp, tp + fn, total),
    specificity: ofProportion(tn, tn + fp, total),
    f1: ofProportion(tp, relevant, total, relevant / (tp + (fp + fn) / 2)),
    auc: ofAuc(ranking),
    'average-precision': { deviation: averagePrecisionDeviation(ranking), fraction: 1 },
  };
}

/** One standard error over so many events: deviation / √(events × fraction). */
export function errorOver({ deviation, fraction }: SamplingError, events: number): Figure {
  if (deviation.value === null) return deviation;
  return events === 0 ? undefinedFigure('no-rows') : figure(deviation.value / Math.sqrt(events * fraction));
}

function ofProportion(successes: number, relevant: number, total: number, weight = 1): SamplingError {
  if (relevant === 0) return { deviation: undefinedFigure(total === 0 ? 'no-rows' : 'zero-denominator'), fraction: 0 };
  const share = successes / relevant;
  return { deviation: figure(weight * Math.sqrt(share * (1 - share))), fraction: relevant / total };
}

function ofAuc(ranking: Ranking): SamplingError {
  const reason = oneClass(ranking);
  if (reason !== null) return { deviation: undefinedFigure(reason), fraction: 0 };
  const isSwapped = ranking.positiveTotal > ranking.negativeTotal;
  const [rare, others] = isSwapped ? [ranking.negatives, ranking.positives] : [ranking.positives, ranking.negatives];
  const [rareTotal, otherTotal] = isSwapped ? [ranking.negativeTotal, ranking.positiveTotal] : [ranking.positiveTotal, ranking.negativeTotal];
  let [above, sum, squares] = [0, 0, 0];
  for (let at = 0; at < rare.length; at++) {
    const share = (above + others[at]! / 2) / otherTotal;
    sum += rare[at]! * share;
    squares += rare[at]! * share * share;
    above += others[at]!;
  }
  const mean = sum / rareTotal;
  return { deviation: figure(Math.sqrt(Math.max(0, squares / rareTotal - mean * mean))), fraction: rareTotal / (rareTotal + otherTotal) };
}
