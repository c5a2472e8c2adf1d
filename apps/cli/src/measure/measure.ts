import type { Finding } from './finding.js';
import { readInputs, type Sample } from './inputs.js';
import type { Metric } from './metric.js';
import { metricNamed } from './metric-table.js';
import { defaults, type MeasureOptions } from './options.js';
import { listOf } from './reading/near-names.js';
import { refuse } from './reading/refuse.js';
import type { Condition } from './reading/where.js';

/** What is to be measured, as the flags say it. */
export interface Order {
  readonly metric: string;
  /** `FILE:COLUMN` by the name of its flag. */
  readonly columns: ReadonlyMap<string, string>;
  readonly conditions: readonly Condition[];
  readonly options: Partial<MeasureOptions>;
  readonly delimiter: string | undefined;
}

export interface Measured {
  readonly metric: string;
  readonly finding: Finding;
  readonly samples: readonly Sample[];
}

/**
 * Reads the columns and computes the metric.
 * @throws FineprintError INVALID with one line that says what is wrong
 */
export async function measure({ metric: name, columns, conditions, options, delimiter }: Order): Promise<Measured> {
  const metric = metricNamed(name);
  refuseStrangers(metric, [...columns.keys()], options);
  const inputs = await readInputs(metric.inputs, columns, conditions, delimiter);
  return { metric: metric.name, finding: metric.compute(inputs, { ...defaults, ...options }), samples: inputs.samples };
}

/** Whether what was asked for has no value. */
export function isUndefined({ value, answer, figures }: Finding): boolean {
  if (value !== null) return value.figure.value === null;
  return answer === 'undefined' || Object.values(figures).every(({ figure }) => figure.value === null);
}

/** `referenceGroup` as it is written on the command line. */
export function flagOf(option: string): string {
  return `--${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function refuseStrangers({ name, inputs, options: known }: Metric, columns: readonly string[], options: Partial<MeasureOptions>): void {
  const odd = columns.find((column) => !inputs.some((input) => input.name === column));
  if (odd !== undefined) refuse(`--${odd} is not for ${name}, which takes ${listOf(inputs.map((input) => `--${input.name}`))}`);
  const strange = (Object.keys(options) as (keyof MeasureOptions)[]).find((option) => !known.includes(option));
  if (strange !== undefined) refuse(`${flagOf(strange)} is not for ${name}${known.length > 0 ? `, which takes ${listOf(known.map(flagOf))}` : ''}`);
}
