import { chiSquareQuantile } from '../statistics/distributions.js';
import { type Figure, figure, undefinedFigure } from '../statistics/figure.js';

/**
 * What the population stability index stays below with this confidence although nothing has drifted: over `bins` bins it is approximately
 * (1/n + 1/m) times a chi-square variable of bins - 1 degrees of freedom (Yurdakul 2018). Undefined with a side without rows, or one bin.
 */
export function psiNoDriftLimit(n: number, m: number, bins: number, confidence = 0.95): Figure {
  if (n === 0 || m === 0) return undefinedFigure('no-rows');
  if (bins < 2) return undefinedFigure('constant');
  return figure(chiSquareQuantile(confidence, bins - 1) * (1 / n + 1 / m));
}
