import { type Share, shareOf } from '../statistics/share.js';

/** In how many of the events that should have it a field is present. */
export interface FieldCounts {
  readonly field: string;
  readonly present: number;
  readonly expected: number;
}

export interface Completeness {
  /** All values that are present, of all that are expected. */
  readonly overall: Share;
  readonly fields: readonly { readonly field: string; readonly share: Share }[];
}

/** Completeness of expected fields, each and together; a field that nothing should have is undefined and counts neither way. */
export function completenessOf(fields: readonly FieldCounts[]): Completeness {
  const sumOf = (count: 'present' | 'expected'): number => fields.reduce((sum, field) => sum + field[count], 0);
  return {
    overall: shareOf(sumOf('present'), sumOf('expected')),
    fields: fields.map(({ field, present, expected }) => ({ field, share: shareOf(present, expected) })),
  };
}

/** How many values of a column of numbers are present; missing is NaN. */
export function countPresent(values: Float64Array): number {
  let present = 0;
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row]!)) present++;
  return present;
}

/** Events that were sent again, of all that were sent; the first of each does not count as one. */
export function duplicateRateOf(accepted: number, duplicates: number): Share {
  return shareOf(duplicates, accepted + duplicates);
}
