import type { EntityManager } from 'typeorm';
import { sampleToFallShort } from '#libs/measurement/statistics/sample-size.js';
import type { Past } from '#libs/terms/rules/past.js';
import type { TermValues } from '#libs/wire/terms.js';
import type { AgreementRow } from '../agreements/agreement-row.js';

const plannedShortfall = 3;

interface Row {
  readonly metric: string;
  readonly best: string;
  readonly windows: number;
  readonly sample: number;
}

/** What was measured over final windows on the systems of an agreement, under any agreement; the best is the highest, for metrics that promise at least so much. */
export async function pastOf(manager: EntityManager, organisationId: number, row: AgreementRow, terms: TermValues): Promise<Past> {
  const rows: Row[] = await manager.query(
    `SELECT o.definition->>'metric' AS metric, max(m.value)::text AS best, count(*)::int AS windows,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY m.sample_size)::float8 AS sample
     FROM measurement m JOIN objective o ON o.organisation_id = m.organisation_id AND o.id = m.objective_id
     WHERE m.organisation_id = $1 AND o.system_id = ANY($2::uuid[]) AND m.value IS NOT NULL AND o.definition->>'direction' = 'at-least'
     GROUP BY 1`,
    [organisationId, row.systems.map(({ id }) => id)],
  );
  const target = Number(terms['accuracy.target']);
  return {
    best: Object.fromEntries(rows.map(({ metric, best, windows }) => [metric, { value: best, windows }])),
    typicalSample: rows.find(({ metric }) => metric === terms['accuracy.metric'])?.sample ?? null,
    neededSample: target > plannedShortfall ? sampleToFallShort(target - plannedShortfall, target) : null,
  };
}
