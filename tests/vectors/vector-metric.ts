/** What a case gives to the function that computes it. Selections of one case are row-aligned. */
export interface CaseInputs {
  readonly roles: readonly string[];
  /** The values of a role as numbers; missing is NaN, infinities as written. */
  numbers(role: string): Float64Array;
  /** The values of a role as they are: text stays text, missing is null. */
  values(role: string): readonly (string | number | null)[];
}

/**
 * Computes one metric of the vectors' format from its inputs and parameters; the answer has the shape of `expected`. An undefined value is NaN.
 * `expected` is handed in only for what the format declares to be an input, such as `needs_calibration`.
 */
export type VectorMetric = (inputs: CaseInputs, params: Readonly<Record<string, unknown>>, expected: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
