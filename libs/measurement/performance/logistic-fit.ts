/** P(label = 1) = 1 / (1 + exp(-(intercept + slope x))), with standard errors from the information at the maximum. */
export interface LogisticFit {
  readonly intercept: number;
  readonly slope: number;
  readonly interceptError: number;
  /** 0 where the slope was given. */
  readonly slopeError: number;
}

const steps = 100;
const precision = 1e-12;

/**
 * The likeliest logistic regression of labels (0 or 1) on one column, by Newton's method: `line` fits both parameters, `offset` keeps the
 * slope at 1. The likelihood is concave; a step that lowers it is halved. Both classes have to occur, and for a line no threshold
 * may separate them.
 */
export function logisticFit(x: Float64Array, labels: Uint8Array, kind: 'line' | 'offset'): LogisticFit {
  let [intercept, slope] = kind === 'line' ? [logOdds(labels), 0] : [0, 1];
  let [interceptStep, slopeStep] = [0, 0];
  let likelihood = -Infinity;
  let found = { intercept, slope, interceptError: Number.NaN, slopeError: Number.NaN };
  for (let step = 0; step < steps; step++) {
    const at = likelihoodAt(x, labels, intercept, slope);
    if (at.likelihood < likelihood - Math.abs(likelihood) * precision) {
      interceptStep /= 2;
      slopeStep /= 2;
    } else {
      likelihood = at.likelihood;
      const determinant = at.whole * at.square - at.cross * at.cross;
      found =
        kind === 'line'
          ? { intercept, slope, interceptError: Math.sqrt(at.square / determinant), slopeError: Math.sqrt(at.whole / determinant) }
          : { intercept, slope, interceptError: Math.sqrt(1 / at.whole), slopeError: 0 };
      interceptStep = kind === 'line' ? (at.square * at.pull - at.cross * at.tilt) / determinant : at.pull / at.whole;
      slopeStep = kind === 'line' ? (at.whole * at.tilt - at.cross * at.pull) / determinant : 0;
    }
    if (Math.abs(interceptStep) <= precision * (1 + Math.abs(found.intercept)) && Math.abs(slopeStep) <= precision * (1 + Math.abs(found.slope))) break;
    intercept = found.intercept + interceptStep;
    slope = found.slope + slopeStep;
  }
  return found;
}

/** The log-likelihood with its gradient (`pull`, `tilt`) and information (`whole`, `cross`, `square`). */
function likelihoodAt(x: Float64Array, labels: Uint8Array, intercept: number, slope: number) {
  let [likelihood, product, pull, tilt, whole, cross, square] = [0, 1, 0, 0, 0, 0, 0];
  for (let row = 0; row < x.length; row++) {
    const value = x[row]!;
    const exponent = intercept + slope * value;
    // exp of what is not positive: it neither overflows nor loses the smaller of the two probabilities.
    const small = Math.exp(-Math.abs(exponent));
    const share = 1 / (1 + small);
    const expected = exponent >= 0 ? share : small * share;
    const weight = small * share * share;
    const rest = labels[row]! - expected;
    likelihood -= labels[row] === 1 ? Math.max(0, -exponent) : Math.max(0, exponent);
    product *= 1 + small;
    // A factor is at most 2, so that 512 of them fit into a double, and one logarithm does for all.
    if ((row & 511) === 511) {
      likelihood -= Math.log(product);
      product = 1;
    }
    pull += rest;
    tilt += rest * value;
    whole += weight;
    cross += weight * value;
    square += weight * value * value;
  }
  return { likelihood: likelihood - Math.log(product), pull, tilt, whole, cross, square };
}

function logOdds(labels: Uint8Array): number {
  let positives = 0;
  for (let row = 0; row < labels.length; row++) positives += labels[row]!;
  return Math.log(positives / (labels.length - positives));
}
