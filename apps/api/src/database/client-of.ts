import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';

/** The connection of a running transaction, for what the ORM has no words for. Whoever uses it finishes with it before anything else is asked of the manager. */
export async function clientOf(manager: EntityManager): Promise<PoolClient> {
  if (!manager.queryRunner) throw new Error('a transaction has a connection; there is none here');
  return (await manager.queryRunner.connect()) as PoolClient;
}
