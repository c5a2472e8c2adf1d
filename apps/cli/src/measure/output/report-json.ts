import type { Finding, Reading } from '../finding.js';
import type { Sample } from '../inputs.js';

/**
 * A finding as one plain object. A figure is `{"value": 0.83, "reason": null, …}`, an undefined one `{"value": null, "reason": "one-class", …}`;
 * the figure that was asked for has its fields at the top. Never NaN.
 */
export function reportJson(metric: string, { value, answer, sentence, figures, notes, details }: Finding, samples: readonly Sample[]): Readonly<Record<string, unknown>> {
  return {
    metric,
    ...(value === null ? {} : plainReading(value)),
    ...(answer === null ? {} : { answer }),
    sentence,
    samples,
    figures: plain(figures),
    ...(plain(details) as Readonly<Record<string, unknown>>),
    notes,
  };
}

function plainReading({ figure, sampleSize, bounds, interval }: Reading) {
  const ends = bounds === null ? { low: null, high: null } : { low: bounds.low.value, high: bounds.high.value };
  return { ...figure, ...ends, interval, sampleSize };
}

/** Readings inside become plain, typed arrays lists, numbers that are not finite null. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null) return value;
  if (isReading(value)) return plainReading(value);
  if (Array.isArray(value)) return value.map(plain);
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, plain);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

function isReading(value: object): value is Reading {
  return 'figure' in value && 'sampleSize' in value && 'bounds' in value;
}
