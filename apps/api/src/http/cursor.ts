import { FineprintError } from '#libs/wire/errors.js';

/** Where a page ended: the sort keys of its last row. */
export type CursorKeys = readonly string[];

/**
 * An opaque cursor, bound to its list and organisation. It carries sort keys only, which go back into the query as
 * parameters under row-level security: changing one can shift a page, and nothing else.
 */
export function encodeCursor(list: string, organisationId: number, keys: CursorKeys): string {
  return Buffer.from(JSON.stringify([1, list, organisationId, ...keys])).toString('base64url');
}

/**
 * The keys of a cursor, or null on the first page.
 * @throws FineprintError CURSOR_INVALID when it was made for another list or organisation, or was tampered with
 */
export function decodeCursor(list: string, organisationId: number, keyCount: number, cursor: string | undefined): CursorKeys | null {
  if (cursor === undefined) return null;
  try {
    const [version, from, organisation, ...keys] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const fits = version === 1 && from === list && organisation === organisationId && keys.length === keyCount;
    if (fits && keys.every((key): key is string => typeof key === 'string' && key.length <= 300 && !key.includes('\u0000'))) return keys;
  } catch {
    // Falls through to the refusal below.
  }
  throw new FineprintError('CURSOR_INVALID');
}

/** Splits limit + 1 rows into a page and the cursor of the next. */
export function pageOfRows<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): { items: Item[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(toItem), next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
