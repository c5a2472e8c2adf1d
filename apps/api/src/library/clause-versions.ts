import type { EntityManager } from 'typeorm';
import { readClause } from '#libs/rendering/clause-source.js';
import { catalogue } from '#libs/terms/catalogue.js';
import type { ClauseVersion } from '#libs/wire/library.js';

interface Row {
  readonly text: string;
  readonly digest: string;
  readonly author: string;
  readonly created_at: Date;
}

/** Every version of an own clause, the newest first; none for a shipped one. */
export async function versionsOfClause(manager: EntityManager, organisationId: number, id: string): Promise<ClauseVersion[]> {
  const rows: Row[] = await manager.query(
    `SELECT text, digest, author, created_at FROM clause_version WHERE organisation_id = $1 AND clause_id = $2 ORDER BY number DESC`,
    [organisationId, id],
  );
  return rows.map(({ text, digest, author, created_at }) => {
    const { version, title, template } = readClause(text, catalogue);
    return { version, title, text: template.source, digest, author, createdAt: created_at.toISOString() };
  });
}
