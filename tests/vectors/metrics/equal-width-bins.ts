// The equal-width bins of other tools, to show what they report. One wild value takes all of them, so the product has none.

/** numpy.histogram_bin_edges(values, 'sturges'). */
export function sturgesEdges(values: Float64Array): Float64Array {
  return equalEdges(values, Math.log2(values.length) + 1);
}

/** numpy.histogram_bin_edges(values, 'doane'): more bins for skewed values. */
export function doaneEdges(values: Float64Array): Float64Array {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  if (n < 3 || deviation === 0) return equalEdges(values, 1);
  const skewness = values.reduce((sum, value) => sum + ((value - mean) / deviation) ** 3, 0) / n;
  return equalEdges(values, 1 + Math.log2(n) + Math.log2(1 + Math.abs(skewness) / Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)))));
}

/** Counts in [low, high), the last bin closed, and how many values lie outside. */
export function countsInEqualBins(values: Float64Array, edges: Float64Array): { readonly counts: Float64Array; readonly outside: number } {
  const counts = new Float64Array(edges.length - 1);
  let outside = 0;
  for (const value of values) {
    if (value >= edges[0]! && value <= edges.at(-1)!) counts[Math.max(0, edges.subarray(1, -1).findLastIndex((edge) => value >= edge) + 1)]!++;
    else outside++;
  }
  return { counts, outside };
}

function equalEdges(values: Float64Array, bins: number): Float64Array {
  const [least, most] = [values.reduce((a, b) => Math.min(a, b), Infinity), values.reduce((a, b) => Math.max(a, b), -Infinity)];
  const [low, high] = least === most ? [least - 0.5, most + 0.5] : [least, most];
  // numpy rounds the width first.
  const count = least === most ? 1 : Math.ceil((most - least) / ((most - least) / bins));
  return Float64Array.from({ length: count + 1 }, (_, at) => (at === count ? high : low + at * ((high - low) / count)));
}
