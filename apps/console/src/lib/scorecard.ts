import type { Breach } from '#libs/wire/breaches.js';
import type { Exclusion } from '#libs/wire/exclusions.js';
import type { Measurement, SystemObjectives } from '#libs/wire/measurements.js';
import type { Money } from '#libs/wire/scalars.js';
import type { System } from '#libs/wire/systems.js';

/** How many windows of an objective are looked back on. */
export const lastWindows = 12;

/** One promise of one system: its last windows, oldest first, and how many came to what. */
export interface ScoreRow {
  readonly id: string;
  readonly systemId: string;
  readonly systemName: string;
  readonly label: string;
  readonly windows: readonly Measurement[];
  readonly met: number;
  readonly breached: number;
  /** Too little data, or none: never counted as met. */
  readonly undecided: number;
}

/** The promises of a vendor's systems over their last windows that are over; windows that may still change do not count. */
export function scoreRows(systems: readonly System[], objectives: readonly SystemObjectives[]): readonly ScoreRow[] {
  return systems.flatMap((system) =>
    (objectives.find(({ systemId }) => systemId === system.id)?.series ?? []).map(({ objective, measurements }) => {
      const windows = measurements.filter(({ finality }) => finality === 'final' || finality === 'restated').slice(0, lastWindows).toReversed();
      const count = (verdict: Measurement['verdict']) => windows.filter((window) => window.verdict === verdict).length;
      const [met, breached] = [count('met'), count('breached')];
      return { id: objective.id, systemId: system.id, systemName: system.name, label: objective.definition.label, windows, met, breached, undecided: windows.length - met - breached };
    }),
  );
}

/** Credits of breaches that were not withdrawn, added up by currency in whole digits: no rounding. */
export function creditsOwed(breaches: readonly Breach[]): readonly Money[] {
  const owed = breaches.flatMap(({ state, credit }) => (state === 'withdrawn' || credit === null ? [] : [credit]));
  return [...Map.groupBy(owed, ({ currency }) => currency)].map(([currency, credits]) => ({ currency, amount: sumOf(credits.map(({ amount }) => amount)) }));
}

function sumOf(amounts: readonly string[]): string {
  const places = Math.max(0, ...amounts.map((amount) => amount.split('.')[1]?.length ?? 0));
  const units = amounts.reduce((sum, amount) => {
    const [whole = '0', fraction = ''] = amount.split('.');
    return sum + BigInt(whole + fraction.padEnd(places, '0'));
  }, 0n);
  const digits = units.toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Exclusions that one side still has to decide. */
export function openExclusions(exclusions: readonly Exclusion[]): readonly Exclusion[] {
  return exclusions.filter(({ state }) => state === 'claimed' || state === 'disputed');
}
