import { type Comparison, compare } from './comparison.js';
import type { Table } from './datasets.js';
import { inputsOf } from './selection.js';
import type { Dataset, ReadCase, ReadFile, VectorCase } from './vector-file.js';
import type { VectorMetric } from './vector-metric.js';

/** What came of a case: a comparison, or why there could be none. */
export type CaseResult = { readonly comparison: Comparison; readonly fault: null } | { readonly comparison: null; readonly fault: string };

export function runCase(
  { datasets }: Pick<ReadFile, 'datasets'>,
  { vector, fault }: ReadCase,
  tableOf: (dataset: Dataset) => Table,
  metrics: Readonly<Record<string, VectorMetric>>,
): CaseResult {
  if (vector === null) return { comparison: null, fault };
  try {
    return { comparison: compare(vector, computed(vector, datasets, tableOf, metrics)), fault: null };
  } catch (error) {
    return { comparison: null, fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether a case counts. One that cannot be read does: nobody can know that it would not. */
export function isCounted({ vector }: ReadCase): boolean {
  return vector === null || vector.normative;
}

function computed(
  { metric, inputs, params, expected }: VectorCase,
  datasets: Readonly<Record<string, Dataset>>,
  tableOf: (dataset: Dataset) => Table,
  metrics: Readonly<Record<string, VectorMetric>>,
): Readonly<Record<string, unknown>> {
  const compute = Object.hasOwn(metrics, metric) ? metrics[metric] : undefined;
  if (compute === undefined) throw new Error(`the metric "${metric}" is not known`);
  const named = (name: string): Table => {
    const dataset = datasets[name];
    if (dataset === undefined) throw new Error(`the data set "${name}" is not described in the file`);
    return tableOf(dataset);
  };
  return compute(inputsOf(inputs, named), params, expected);
}
