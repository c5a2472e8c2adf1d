import { FineprintError } from '#libs/wire/errors.js';

// Six decades towards 0 and six towards 1 in steps of two digits, thousandths between them: the resolution in log-odds stays about
// the same where scores crowd, and every threshold, decile and calibration edge of three decimals is a border.
const tail = 361;
const middle = 980;

/** Number of score bins; bins are 0 to `scoreBins - 1`. */
export const scoreBins = 2 * tail + middle;

/** Upper edges as decimals: 0.000001, 0.0000011 … 0.01, 0.011 … 0.99, 0.9901 … 0.999999, 1. Each is the double nearest to its decimal. */
const upperEdges = Float64Array.from({ length: scoreBins }, (_, bin) => {
  if (bin < tail) return Number(`${10 + ((bin + 89) % 90) + 1}e${Math.floor((bin + 89) / 90) - 8}`);
  if (bin < tail + middle) return Number(`${bin - tail + 11}e-3`);
  const fromTop = scoreBins - 2 - bin;
  if (fromTop < 0) return 1;
  const places = 7 - Math.floor(fromTop / 90);
  return Number(`${10 ** places - 10 - (fromTop % 90)}e-${places}`);
});
const tailTops = Float64Array.of(1e-6, 1e-5, 1e-4, 1e-3);
const tailScales = Float64Array.of(1e7, 1e6, 1e5, 1e4);

/**
 * The bin (low, high] of a score from 0 to 1; 0 joins the first. Monotone, and exact at the edges: comparing doubles with them is
 * comparing the decimals that were written. Scores of up to three decimals from 0.01 to 0.99 have a bin of their own.
 */
export function scoreBinOf(score: number): number {
  if (!(score >= 0 && score <= 1)) throw new FineprintError('INVALID', `a score is 0 to 1, not ${score}`);
  let bin: number;
  if (score > 0.01 && score <= 0.99) {
    bin = tail - 11 + Math.ceil(score * 1000);
  } else if (score <= 0.01) {
    if (score <= 1e-6) return 0;
    let decade = 3;
    while (score <= tailTops[decade]!) decade--;
    bin = decade * 90 + Math.ceil(score * tailScales[decade]!) - 10;
  } else {
    const rest = 1 - score;
    let decade = 3;
    while (decade >= 0 && rest < tailTops[decade]!) decade--;
    bin = decade < 0 ? scoreBins - 1 : scoreBins - 2 - decade * 90 - Math.floor(rest * tailScales[decade]!) + 10;
  }
  // The scaled product may be off by one bin; the comparisons with the edges make it exact.
  if (bin > scoreBins - 1) bin = scoreBins - 1;
  if (bin > 0 && score <= upperEdges[bin - 1]!) return bin - 1;
  return score > upperEdges[bin]! ? bin + 1 : bin;
}

/** The largest score in a bin. */
export function scoreUpperEdge(bin: number): number {
  const edge = upperEdges[bin];
  if (edge === undefined) throw new FineprintError('INTERNAL', `score bin ${bin} does not exist; bins are 0 to ${scoreBins - 1}`);
  return edge;
}

/** All upper edges, ascending; the last is 1. */
export function scoreUpperEdges(): Float64Array {
  return upperEdges.slice();
}

/** Whether scores up to `score` and scores above it never share a bin. */
export function isScoreEdge(score: number): boolean {
  return score >= 0 && score <= 1 && upperEdges[scoreBinOf(score)] === score;
}
