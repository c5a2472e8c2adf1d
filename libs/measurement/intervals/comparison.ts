import { type IntervalDelta, mergeIntervals } from './intervals.js';

/** One version's hour, as it is stored or as it ought to be. */
export type Cell = Pick<IntervalDelta, 'versionKey' | 'hourMs'>;

/** Rows as one for each version and hour, ordered by both; those that cancel out to nothing are left out. */
export function canonicalRows(rows: readonly IntervalDelta[]): IntervalDelta[] {
  return [...Map.groupBy(rows, keyOf).values()]
    .map(mergeIntervals)
    .filter((row) => !isNothing(row))
    .toSorted((a, b) => a.hourMs - b.hourMs || a.versionKey - b.versionKey);
}

/** The versions and hours in which two lists of canonical rows are not the same, byte for byte, in their order. */
export function differingCells(one: readonly IntervalDelta[], other: readonly IntervalDelta[]): Cell[] {
  const left = new Map(other.map((row) => [keyOf(row), row]));
  const differing: Cell[] = [];
  for (const row of one) {
    const counterpart = left.get(keyOf(row));
    left.delete(keyOf(row));
    if (counterpart === undefined || !isSame(row, counterpart)) differing.push({ versionKey: row.versionKey, hourMs: row.hourMs });
  }
  for (const { versionKey, hourMs } of left.values()) differing.push({ versionKey, hourMs });
  return differing.toSorted((a, b) => a.hourMs - b.hourMs || a.versionKey - b.versionKey);
}

type Fields = Readonly<Record<string, number | Uint8Array>>;

/** Whether two records of numbers and bytes have the same fields with the same content. */
export function isSame(one: object, other: object): boolean {
  const [a, b] = [one as Fields, other as Fields];
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => isSameField(a[name], b[name]));
}

function isSameField(a: number | Uint8Array | undefined, b: number | Uint8Array | undefined): boolean {
  if (!(a instanceof Uint8Array && b instanceof Uint8Array)) return a === b;
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

function isNothing({ versionKey: _version, hourMs: _hour, ...content }: IntervalDelta): boolean {
  return Object.values(content).every((value: number | Uint8Array) => (value instanceof Uint8Array ? value.length === 0 : value === 0));
}

function keyOf({ versionKey, hourMs }: Cell): string {
  return `${versionKey} ${hourMs}`;
}
