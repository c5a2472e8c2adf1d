import type { Ranking } from '../performance/ranking.js';
import { oneClass } from '../performance/roc.js';
import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';

/**
 * The standard deviation of what one event contributes to average precision θ, by the delta method (von Mises). With A(t) and B(t) the
 * shares of positives and of all events at or above t, θ = Σ A/B over the positives / share of positives π. An event at s adds
 * (y (A(s)/B(s) + Σ 1/B - θ) - Σ A/B²) / π, the sums over the shares of positives at or below s. Undefined with one class.
 */
export function averagePrecisionDeviation(ranking: Ranking): Figure {
  const reason = oneClass(ranking);
  if (reason !== null) return undefinedFigure(reason);
  const { positives, negatives, positiveTotal, negativeTotal } = ranking;
  const total = positiveTotal + negativeTotal;
  const precisions = new Float64Array(positives.length);
  let [hits, above, theta] = [0, 0, 0];
  for (let at = 0; at < positives.length; at++) {
    hits += positives[at]!;
    above += positives[at]! + negatives[at]!;
    precisions[at] = hits / above;
    theta += (positives[at]! * precisions[at]!) / positiveTotal;
  }
  let [gains, losses, squares] = [0, 0, 0];
  for (let at = positives.length - 1; at >= 0; at--) {
    const share = above / total;
    gains += positives[at]! / total / share;
    losses += ((positives[at]! / total) * precisions[at]!) / share;
    squares += positives[at]! * (precisions[at]! + gains - theta - losses) ** 2 + negatives[at]! * losses * losses;
    above -= positives[at]! + negatives[at]!;
  }
  return figure((Math.sqrt(squares / total) * total) / positiveTotal);
}
