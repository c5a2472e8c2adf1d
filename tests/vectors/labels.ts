import { isLabel } from './selection.js';
import type { CaseInputs } from './vector-metric.js';

/** A column of labels: 1 where it holds the parameter `positive` (1 unless stated), else 0; missing is NaN. */
export function labelsOf(inputs: CaseInputs, role: string, { positive = 1 }: Readonly<Record<string, unknown>>): Float64Array {
  return Float64Array.from(inputs.values(role), (value) => {
    const isPositive = isLabel(value, positive);
    return isPositive === null ? Number.NaN : Number(isPositive);
  });
}
