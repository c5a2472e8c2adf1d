import { FineprintError } from '#libs/wire/errors.js';
import { Id } from '#libs/wire/scalars.js';
import { decodeCursor } from './cursor.js';

/**
 * The id of the last row of the page before, or null on the first page. For lists whose other sort key is free text:
 * the query looks that key up by the id, so that a long name never has to fit into an address.
 * @throws FineprintError CURSOR_INVALID
 */
export function idCursor(list: string, organisationId: number, cursor: string | undefined): string | null {
  const keys = decodeCursor(list, organisationId, 1, cursor);
  if (keys === null) return null;
  const id = Id.safeParse(keys[0]);
  if (!id.success) throw new FineprintError('CURSOR_INVALID');
  return id.data;
}
