import type { EntityManager } from 'typeorm';
import { catalogue } from '#libs/terms/catalogue.js';
import type { ClauseText } from '#libs/wire/agreements.js';
import type { BreachDetail } from '#libs/wire/breaches.js';
import { versionOf } from '../agreements/versions.js';
import { measurementOf } from '../measurement/measurement-row.js';
import { objectiveOf } from '../measurement/objective-row.js';
import { historyOf } from './breach-event-row.js';
import { toBreach, type BreachRow } from './breach-row.js';

/** The whole thread of a breach, down to the signed clause. */
export async function breachDetailOf(manager: EntityManager, organisationId: number, row: BreachRow): Promise<BreachDetail> {
  const objective = await objectiveOf(manager, organisationId, row.objective_id);
  const measurement = await measurementOf(manager, organisationId, row.measurement_id);
  if (!objective || !measurement) throw new Error(`breach ${row.id} has lost its thread`);
  const { number, digest, signedAt, snapshot } = await versionOf(manager, organisationId, objective.agreementId, objective.versionNumber);
  const clause = snapshot.clauses.find(({ id }) => id === objective.definition.source.clauseId);
  if (!clause) throw new Error(`the version has no clause ${objective.definition.source.clauseId}`);
  return {
    ...toBreach(row),
    objective,
    measurement,
    terms: printedTerms(clause),
    clause,
    version: { number, digest, effectiveFrom: snapshot.draft.effectiveFrom, signedAt },
    derivation: row.derivation,
    history: await historyOf(manager, organisationId, row.id),
    notice: await noticeOf(manager, organisationId, row.id),
  };
}

/** The latest notice of a breach. */
async function noticeOf(manager: EntityManager, organisationId: number, breachId: string): Promise<BreachDetail['notice']> {
  const [row] = await manager.query<{ document_digest: string; created_at: Date }[]>(
    `SELECT document_digest, created_at FROM notice WHERE organisation_id = $1 AND breach_id = $2 ORDER BY sequence DESC LIMIT 1`,
    [organisationId, breachId],
  );
  return row ? { digest: row.document_digest, createdAt: row.created_at.toISOString() } : null;
}

/** Every term that the clause prints, once, as it is printed. */
function printedTerms(clause: ClauseText): BreachDetail['terms'] {
  const printed = new Map<string, string>();
  for (const { text, values } of clause.paragraphs) {
    for (const { path, start, end } of values) if (!printed.has(path)) printed.set(path, text.slice(start, end));
  }
  return [...printed].map(([path, text]) => ({ path, label: catalogue.find((term) => term.path === path)?.label ?? path, printed: text }));
}
