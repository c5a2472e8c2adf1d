import { Injectable } from '@nestjs/common';
import type { ApprovalRule, ApprovalRules, StoredApprovalRules } from '#libs/wire/approvals.js';
import { FineprintError } from '#libs/wire/errors.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';

/** The rules by which an organisation asks for approval before it freezes a draft. */
@Injectable()
export class ApprovalRulesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Revision 0 without rules is what every organisation starts with. */
  read({ organisationId }: Actor): Promise<StoredApprovalRules> {
    return this.database.inOrganisation(organisationId, async (manager) => {
      const [stored]: { revision: number; rules: ApprovalRule[] }[] = await manager.query(`SELECT revision, rules FROM approval_rules WHERE organisation_id = $1`, [organisationId]);
      return stored ?? { revision: 0, rules: [] };
    });
  }

  /** Replaces all rules. Requests that are open keep the steps they were made with. @throws FineprintError PRECONDITION_FAILED */
  replace(actor: Actor, lastSeen: number, { rules }: ApprovalRules): Promise<StoredApprovalRules> {
    const { organisationId } = actor;
    return this.database.inOrganisation(organisationId, async (manager) => {
      const before = await this.read(actor);
      if (before.revision !== lastSeen) throw new FineprintError('PRECONDITION_FAILED', `You last saw revision ${lastSeen}, but it is at revision ${before.revision}`);
      const after = { revision: lastSeen + 1, rules };
      // Of two who replace the same revision one finds no row to write.
      const written: unknown[] = await manager.query(
        `INSERT INTO approval_rules (organisation_id, revision, rules, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (organisation_id) DO UPDATE SET revision = excluded.revision, rules = excluded.rules, changed_by = excluded.changed_by, changed_at = excluded.changed_at
         WHERE approval_rules.revision = excluded.revision - 1 RETURNING revision`,
        [organisationId, after.revision, JSON.stringify(rules), actor.id, this.clock.now()],
      );
      if (written.length === 0) throw new FineprintError('PRECONDITION_FAILED', 'Somebody changed the rules meanwhile');
      await this.log.record(manager, actor, { action: 'approval.rules', objectKind: 'approval-rules', objectId: String(organisationId), before, after, detail: { rules: rules.map(({ name }) => name) } });
      return after;
    });
  }
}
