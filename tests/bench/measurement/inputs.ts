import { type BenchRows, races, sexes } from './rows.js';

/** The first rows of the columns, in the types that our functions take: groups as the texts of a file, decisions and outcomes as 1 and 0. */
export interface BenchInputs {
  /** How many rows each of two samples has. */
  readonly half: number;
  readonly scores: Float64Array;
  readonly outcomes: Float64Array;
  readonly decisionStates: Int8Array;
  readonly outcomeStates: Int8Array;
  readonly sex: readonly string[];
  readonly race: readonly string[];
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

export function inputsOf(rows: BenchRows, count: number): BenchInputs {
  const half = count / 2;
  return {
    half,
    scores: rows.scores.subarray(0, count),
    outcomes: rows.outcomes.subarray(0, count),
    decisionStates: Int8Array.from(rows.decisions.subarray(0, count)),
    outcomeStates: Int8Array.from(rows.outcomes.subarray(0, count)),
    sex: namesOf(rows.sex, sexes, count),
    race: namesOf(rows.race, races, count),
    reference: rows.reference.subarray(0, half),
    current: rows.current.subarray(0, half),
  };
}

function namesOf(codes: Uint8Array, names: readonly string[], count: number): readonly string[] {
  return Array.from({ length: count }, (_, row) => names[codes[row]!]!);
}
