import { Injectable } from '@nestjs/common';
import { catalogue } from '#libs/terms/catalogue.js';
import { checkedValue } from '#libs/terms/checked-value.js';
import { withPositions } from '#libs/terms/positions.js';
import { type Fault, FineprintError } from '#libs/wire/errors.js';
import type { Playbook, PlaybookChange, PlaybookEntry } from '#libs/wire/library.js';
import { positionNames, type Positions, type TermDefinition } from '#libs/wire/terms.js';
import { Database } from '../database/database.js';
import { Log } from '../evidence/log.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { playbookRows, type PlaybookRow } from './playbook-rows.js';

/** What an organisation asks for, accepts and leaves over, term by term. */
@Injectable()
export class Playbooks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Every term of the catalogue, in its order. */
  all(actor: Actor): Promise<Playbook> {
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const rows = new Map((await playbookRows(manager, actor.organisationId)).map((row) => [row.path, row]));
      return { items: catalogue.map((definition) => toEntry(definition, rows.get(definition.path))) };
    });
  }

  /** @throws FineprintError NOT_FOUND for a path that is not a term */
  one(actor: Actor, path: string): Promise<PlaybookEntry> {
    const definition = definitionOf(path);
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      return toEntry(definition, (await playbookRows(manager, actor.organisationId)).find((row) => row.path === path));
    });
  }

  /**
   * Replaces the positions of a term, with the reason.
   * @param lastSeen the revision the caller changed; 0 for positions that ship with the product
   * @throws FineprintError NOT_FOUND; TERM_INVALID with a pointer to each bad value; PRECONDITION_FAILED
   */
  replace(actor: Actor, path: string, lastSeen: number, { positions, reason }: PlaybookChange): Promise<PlaybookEntry> {
    const definition = definitionOf(path);
    const checked = checkedPositions(definition, positions);
    const { organisationId } = actor;
    return this.database.inOrganisation(organisationId, async (manager) => {
      const now = this.clock.now();
      const before = (await playbookRows(manager, organisationId)).find((row) => row.path === path);
      const [row]: PlaybookRow[] = await manager.query(
        `INSERT INTO playbook_position AS p (organisation_id, path, positions, reason, revision, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5 + 1, $6, $7)
         ON CONFLICT (organisation_id, path) DO UPDATE SET positions = excluded.positions, reason = excluded.reason, revision = excluded.revision, changed_by = excluded.changed_by, changed_at = excluded.changed_at
         WHERE p.revision = $5::int
         RETURNING path, positions, reason, revision, changed_by, changed_at`,
        [organisationId, path, JSON.stringify(checked), reason, lastSeen, actor.name, now],
      );
      const stale = row === undefined || (before === undefined && lastSeen !== 0);
      if (stale) throw new FineprintError('PRECONDITION_FAILED', `You last saw revision ${lastSeen} of ${path}, but it is at revision ${before?.revision ?? 0}`);
      const after = { positions: checked, reason };
      await this.log.record(manager, actor, { action: 'playbook.change', objectKind: 'playbook', objectId: path, before: before?.positions ?? definition.positions, after, detail: { reason, revision: row.revision } });
      return toEntry(definition, row);
    });
  }
}

function definitionOf(path: string): TermDefinition {
  const definition = catalogue.find((term) => term.path === path);
  if (definition === undefined) throw new FineprintError('NOT_FOUND', `There is no term ${path}`);
  return definition;
}

function checkedPositions(definition: TermDefinition, given: Positions): Positions {
  const faults: Fault[] = [];
  const values = positionNames.map((name) => {
    const value = given[name];
    if (value === null || value === '') return [name, null] as const;
    const checked = checkedValue(definition, value);
    if ('value' in checked) return [name, checked.value] as const;
    faults.push({ pointer: `/positions/${name}`, code: 'TERM_INVALID', detail: `${definition.label} ${checked.reason}` });
    return [name, null] as const;
  });
  if (faults.length > 0) throw new FineprintError('TERM_INVALID', faults[0]?.detail, faults);
  return { ...given, ...Object.fromEntries(values) };
}

function toEntry(definition: TermDefinition, row: PlaybookRow | undefined): PlaybookEntry {
  if (row === undefined) return { definition, revision: 0, reason: null, changedBy: null, changedAt: null };
  const [changed = definition] = withPositions([definition], new Map([[row.path, row.positions]]));
  return { definition: changed, revision: row.revision, reason: row.reason, changedBy: row.changed_by, changedAt: row.changed_at.toISOString() };
}
