import type { EntityManager } from 'typeorm';
import { type ClauseLibrary, readClause, readLibrary } from '#libs/rendering/clause-source.js';
import { catalogue } from '#libs/terms/catalogue.js';

/** The newest version of an own clause. */
export interface OwnClauseRow {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  readonly retired_at: Date | null;
}

/** An organisation's own clauses, each in its newest version; retired ones too. */
export function ownClauseRows(manager: EntityManager, organisationId: number): Promise<OwnClauseRow[]> {
  return manager.query(
    `SELECT DISTINCT ON (c.id) c.id, v.number, v.text, c.retired_at
     FROM clause c JOIN clause_version v ON v.organisation_id = c.organisation_id AND v.clause_id = c.id
     WHERE c.organisation_id = $1 ORDER BY c.id, v.number DESC`,
    [organisationId],
  );
}

/**
 * What a draft may choose from: the shipped clauses, with own ones added or in their place. A retired own clause no longer
 * replaces a shipped one, but stays readable for drafts that chose it.
 */
export async function libraryOf(manager: EntityManager, organisationId: number, shipped: ClauseLibrary): Promise<ClauseLibrary> {
  const rows = await ownClauseRows(manager, organisationId);
  const standing = rows.filter(({ id, retired_at }) => retired_at === null || !shipped.has(id));
  return new Map([...shipped, ...readLibrary(standing.map(({ text }) => text), catalogue)]);
}

/** One own clause in its newest version, or undefined. */
export async function ownClause(manager: EntityManager, organisationId: number, id: string): Promise<(OwnClauseRow & { readonly source: ReturnType<typeof readClause> }) | undefined> {
  const row = (await ownClauseRows(manager, organisationId)).find((one) => one.id === id);
  return row && { ...row, source: readClause(row.text, catalogue) };
}
