import type { Measurement, Verdict } from '#libs/wire/measurements.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';

export type Shape = 'tick' | 'cross' | 'dashed' | 'hatched' | 'empty';

/** How a verdict looks: a word, a shape and a tone; never the tone alone. */
export interface Look {
  readonly word: string;
  readonly shape: Shape;
  readonly tone: 'met' | 'breached' | 'provisional' | 'insufficient' | 'none';
}

const looks: Readonly<Record<Verdict, Look>> = {
  met: { word: 'Met', shape: 'tick', tone: 'met' },
  breached: { word: 'Breached', shape: 'cross', tone: 'breached' },
  provisional: { word: 'Provisional', shape: 'dashed', tone: 'provisional' },
  'insufficient-data': { word: 'Insufficient data', shape: 'hatched', tone: 'insufficient' },
  'not-measured': { word: 'Not measured', shape: 'empty', tone: 'none' },
};

export function lookOf(verdict: Verdict): Look {
  return looks[verdict];
}

/** The verdict in words, with what a provisional one tends to. */
export function verdictText(measurement: Pick<Measurement, 'verdict' | 'tendency' | 'finality'>): string {
  if (measurement.verdict === 'provisional' && measurement.tendency) return `Provisional, so far ${measurement.tendency}`;
  const restated = measurement.finality === 'restated' ? ', restated' : '';
  return `${looks[measurement.verdict].word}${restated}`;
}

/** What the coverage of a measurement is a percent of. */
export function coverageLabel({ metric }: Pick<ObjectiveDefinition, 'metric'>): string {
  return metric === 'availability' ? 'Time with events' : 'Outcomes known';
}

/** Counts of objectives by verdict, worst first, as they stand in a list. */
export function tally(counts: Readonly<Record<string, number>>): readonly { readonly verdict: Verdict; readonly count: number }[] {
  const order: readonly Verdict[] = ['breached', 'insufficient-data', 'provisional', 'not-measured', 'met'];
  return order.map((verdict) => ({ verdict, count: counts[verdict] ?? 0 })).filter((entry) => entry.count > 0);
}
