import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { Clock } from '../http/clock.js';
import { systemsWithChanges, systemsWithDueWindows } from './due-systems.js';
import type { MeasureJob } from './queues.js';

const idempotencyKeyLifeMs = 86_400_000;

/** What nobody asks for but has to be done: finding systems to measure, and clearing what has expired. Doing it twice does no harm. */
@Injectable()
export class Sweep {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Every organisation's internal number. */
  async organisations(): Promise<number[]> {
    const { rows } = await this.database.login.query<{ id: number }>(`SELECT id FROM organisation ORDER BY id`);
    return rows.map(({ id }) => id);
  }

  /** Clears what has expired in an organisation, and finds its systems that are to be measured. */
  async of(organisationId: number): Promise<MeasureJob[]> {
    const now = this.clock.now();
    return this.database.inOrganisation(organisationId, async (manager) => {
      await clearExpired(manager, organisationId, now);
      const numbers = [...(await systemsWithChanges(manager, organisationId)), ...(await systemsWithDueWindows(manager, organisationId, now))];
      return [...new Set(numbers)].map((systemNumber) => ({ organisationId, systemNumber }));
    });
  }
}

async function clearExpired(manager: EntityManager, organisationId: number, now: Date): Promise<void> {
  await manager.query(`DELETE FROM idempotency WHERE organisation_id = $1 AND created_at < $2`, [organisationId, new Date(now.getTime() - idempotencyKeyLifeMs)]);
  await manager.query(`DELETE FROM session WHERE organisation_id = $1 AND expires_at < $2`, [organisationId, now]);
}
