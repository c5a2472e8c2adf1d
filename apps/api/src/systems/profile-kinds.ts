import type { EntityManager } from 'typeorm';
import { FineprintError, type Fault } from '#libs/wire/errors.js';
import type { FeatureKind } from '#libs/wire/events.js';
import type { NewTrainingProfile } from '#libs/wire/training-profiles.js';

/**
 * Refuses, with INVALID and a fault at each column, a profile whose columns are of another kind than the version's events so far: the two
 * could never be compared. A version without events knows no kinds.
 */
export async function requireKinds(manager: EntityManager, organisationId: number, systemNumber: number, { version, columns }: NewTrainingProfile): Promise<void> {
  const [row] = await manager.query<{ features: string[]; kinds: (FeatureKind | null)[] }[]>(
    'SELECT features, feature_kinds AS kinds FROM system_version WHERE organisation_id = $1 AND system_number = $2 AND label = $3',
    [organisationId, systemNumber, version],
  );
  const kindOf = new Map(row?.features.map((name, position) => [name, row.kinds[position] ?? null]));
  const faults = columns.flatMap((column, at): Fault[] => {
    const [declared, part] = 'categories' in column ? (['categorical', 'categories'] as const) : (['numeric', 'edges'] as const);
    const kind = column.name === 'score' ? null : (kindOf.get(column.name) ?? null);
    if (kind === null || kind === declared) return [];
    return [{ pointer: `/columns/${at}/${part}`, code: 'KIND', detail: `${column.name} is ${kind} in the events of version "${version}"` }];
  });
  const [first] = faults;
  if (first) throw new FineprintError('INVALID', `${first.pointer}: ${first.detail}`, faults);
}
