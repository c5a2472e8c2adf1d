import { Injectable, Logger } from '@nestjs/common';
import { SystemChanges } from './system-changes.js';
import { JobQueue } from './job-queue.service.js';

/** Asks for a system to be measured soon, after something about it was stored. */
@Injectable()
export class MeasureRequests {
  private readonly logger = new Logger('jobs');

  constructor(
    private readonly queue: JobQueue,
    private readonly changes: SystemChanges,
  ) {}

  /**
   * To be called after the transaction has committed; it never fails. A request that is lost is made up for within a minute: the sweep
   * finds changed hours and windows that became final by itself.
   */
  request(organisationId: number, systemNumber: number): void {
    this.changes.announce({ organisationId, systemNumber });
    this.queue.sendMeasure({ organisationId, systemNumber }).catch((error: Error) => this.logger.warn(`a measuring was not queued: ${error.message}`));
  }
}
