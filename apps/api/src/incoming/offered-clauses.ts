import type { EntityManager } from 'typeorm';
import type { ClauseLibrary, ClauseSource } from '#libs/rendering/clause-source.js';
import { libraryOf, ownClauseRows } from '../library/own-clauses.js';

/** The clauses that a new draft may have: shipped ones and the organisation's own, without those it retired. */
export async function offeredClauses(manager: EntityManager, organisationId: number, shipped: ClauseLibrary): Promise<readonly ClauseSource[]> {
  const library = await libraryOf(manager, organisationId, shipped);
  const rows = await ownClauseRows(manager, organisationId);
  const retired = new Set(rows.flatMap(({ id, retired_at }) => (retired_at === null || shipped.has(id) ? [] : [id])));
  return [...library.values()].filter(({ id }) => !retired.has(id));
}
