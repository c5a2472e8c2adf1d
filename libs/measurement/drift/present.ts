/** The values of a column that are there, and how many are missing. */
export interface Present {
  /** In their order; infinities are values. */
  readonly values: Float64Array;
  readonly missing: number;
}

/** Leaves out NaN, which stands for a missing value; gives the same array back when none is. */
export function presentOf(values: Float64Array): Present {
  let kept = 0;
  for (let at = 0; at < values.length; at++) if (!Number.isNaN(values[at]!)) kept++;
  if (kept === values.length) return { values, missing: 0 };
  const present = new Float64Array(kept);
  let to = 0;
  for (let at = 0; at < values.length; at++) if (!Number.isNaN(values[at]!)) present[to++] = values[at]!;
  return { values: present, missing: values.length - kept };
}
