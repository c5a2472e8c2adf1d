import type { EntityManager } from 'typeorm';
import type { PositionOverrides } from '#libs/terms/positions.js';
import type { Positions } from '#libs/wire/terms.js';

export interface PlaybookRow {
  readonly path: string;
  readonly positions: Positions;
  readonly reason: string;
  readonly revision: number;
  readonly changed_by: string;
  readonly changed_at: Date;
}

/** The terms whose positions an organisation has changed. */
export function playbookRows(manager: EntityManager, organisationId: number): Promise<PlaybookRow[]> {
  return manager.query(`SELECT path, positions, reason, revision, changed_by, changed_at FROM playbook_position WHERE organisation_id = $1 ORDER BY path`, [organisationId]);
}

/** The same, by path: what a review compares a draft with. */
export async function positionsOf(manager: EntityManager, organisationId: number): Promise<PositionOverrides> {
  return new Map((await playbookRows(manager, organisationId)).map(({ path, positions }) => [path, positions]));
}
