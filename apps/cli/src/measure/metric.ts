import type { Finding } from './finding.js';
import type { InputFlag } from './input-flag.js';
import type { Inputs } from './inputs.js';
import type { MeasureOptions } from './options.js';

/** Something that can be measured. The table of metrics is a list of these. */
export interface Metric {
  readonly name: string;
  /** One line for the list. */
  readonly line: string;
  readonly inputs: readonly InputFlag[];
  readonly options: readonly (keyof MeasureOptions)[];
  compute(inputs: Inputs, options: MeasureOptions): Finding;
}
