import type { Bounds } from '#libs/measurement/statistics/bounds.js';
import type { Figure } from '#libs/measurement/statistics/figure.js';
import type { MeasuredFigure } from '#libs/measurement/statistics/measured-figure.js';

/** A figure as it is shown: with its sample size, and its interval where one is known. */
export interface Reading {
  readonly figure: Figure;
  readonly sampleSize: number;
  readonly bounds: Bounds | null;
  /** How the interval was made, for example `wilson-95`. */
  readonly interval: string | null;
}

export function reading(figure: Figure, sampleSize: number, bounds: Bounds | null = null, interval: string | null = null): Reading {
  return { figure, sampleSize, bounds, interval };
}

export function readingOf({ figure, sampleSize, bounds, interval }: MeasuredFigure): Reading {
  return { figure, sampleSize, bounds, interval };
}

/** Bars lying side by side, one for each series in every row. */
export interface Chart {
  readonly title: string;
  readonly series: readonly string[];
  /** `values` give the lengths; null is drawn as nothing. `text` stands behind the bars of a row. */
  readonly rows: readonly { readonly label: string; readonly values: readonly (number | null)[]; readonly text: string }[];
}

export interface TextTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a metric found. */
export interface Finding {
  /** The figure that was asked for; null where it is a whole panel of them. */
  readonly value: Reading | null;
  /** A verdict in one word, where there is one. */
  readonly answer: string | null;
  /** The answer as one or more sentences. */
  readonly sentence: string;
  /** The other figures, by name. */
  readonly figures: Readonly<Record<string, Reading>>;
  /** What the reader has to know beside the numbers: what was left out, what was assumed. */
  readonly notes: readonly string[];
  readonly table: TextTable | null;
  readonly chart: Chart | null;
  /** For --json: counts, groups or bins. Figures in it are written as all are. */
  readonly details: Readonly<Record<string, unknown>>;
}

export function finding(value: Reading | null, sentence: string, rest: Partial<Finding> = {}): Finding {
  return { value, answer: null, sentence, figures: {}, notes: [], table: null, chart: null, details: {}, ...rest };
}
