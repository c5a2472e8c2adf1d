import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { sqlFilterFor } from '#libs/access/sql-filter.js';
import { calendarEntries, claimEntry } from '#libs/terms/calendar-entries.js';
import type { CalendarEntry, CalendarPage, CalendarQuery } from '#libs/wire/calendar.js';
import { agreementFields } from '../agreements/agreement-row.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/actor.js';
import { calendarAgreements, openClaims, type Allowed } from './calendar-rows.js';

@Injectable()
export class Deadlines {
  constructor(private readonly database: Database) {}

  /** Deadlines of the agreements that the caller may read, by day. */
  async page(actor: Actor, { from, to, agreement }: CalendarQuery): Promise<CalendarPage> {
    const allowed = sqlFilterFor(actor.ability, 'read', 'Agreement', agreementFields, 3);
    const condition = { where: `($2::uuid IS NULL OR a.id = $2) AND ${allowed.where}`, parameters: [agreement ?? null, ...allowed.parameters] };
    return { items: await this.between(actor.organisationId, condition, from, to), next: null };
  }

  /** Deadlines of whatever the condition allows, by day; calendar dates, both included. */
  between(organisationId: number, allowed: Allowed, from: string, to: string): Promise<CalendarEntry[]> {
    return this.database.inOrganisation(organisationId, async (manager) => {
      const clocks = (await calendarAgreements(manager, organisationId, allowed)).flatMap((agreement) => calendarEntries(agreement, from, to));
      return [...clocks, ...(await claims(manager, organisationId, allowed, from, to))].toSorted((one, other) => one.dueAt.localeCompare(other.dueAt) || one.id.localeCompare(other.id));
    });
  }
}

async function claims(manager: EntityManager, organisationId: number, allowed: Allowed, from: string, to: string): Promise<CalendarEntry[]> {
  return (await openClaims(manager, organisationId, allowed)).map(claimEntry).filter(({ date }) => date >= from && date <= to);
}
