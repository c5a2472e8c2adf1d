import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ReportQuery } from '#libs/wire/figures.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../http/actor.js';
import { Clock } from '../../http/clock.js';
import { systemNumberFor } from '../../systems/system-number.js';
import { ReportPlaces } from '../report-places.js';
import { reportWindow, type ReportWindow } from './report-window.js';

/** What all reports begin with: who asks, which system, which window, in one transaction. */
@Injectable()
export class Reports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly places: ReportPlaces,
  ) {}

  /** @throws FineprintError NOT_FOUND, also for a system whose measurements the caller may not read; INVALID; TOO_MANY_REQUESTS */
  over<Report>(actor: Actor, systemId: string, query: ReportQuery, compose: (manager: EntityManager, window: ReportWindow) => Promise<Report>): Promise<Report> {
    const nowMs = this.clock.now().getTime();
    const inOrganisation = (): Promise<Report> => this.database.inOrganisation(actor.organisationId, async (manager) => {
      const systemNumber = await systemNumberFor(manager, actor, systemId, 'read', 'Measurement');
      const window = await reportWindow(manager, { organisationId: actor.organisationId, systemNumber }, systemId, query, nowMs);
      return compose(manager, window);
    });
    return this.places.hold(query.source, inOrganisation);
  }
}
