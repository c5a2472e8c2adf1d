import { Injectable, Logger } from '@nestjs/common';
import type { Job } from 'pg-boss';
import { CompactionService } from '../ingestion/compaction.service.js';
import { IntervalKeeping } from '../ingestion/interval-keeping.service.js';
import { PendingOutcomes } from '../ingestion/pending-outcomes.service.js';
import { StoredBatches } from '../ingestion/stored-batches.js';
import { Measuring } from '../measurement/measuring.service.js';
import { JobQueue } from './job-queue.service.js';
import { MeasureRequests } from './measure-requests.js';
import type { MeasureJob } from './queues.js';
import { Sweep } from './sweep.service.js';
import { systemActor } from './system-actor.js';

/** When hours were marked stale only just now, they are looked at again after this long. */
const recountAfterSeconds = 6;
const compactionEveryMs = 5_000;

/** Runs the jobs. Each calls the service that a request would call, and may run twice without harm. */
@Injectable()
export class Workers {
  private readonly logger = new Logger('jobs');
  private readonly compacted = new Map<string, number>();

  constructor(
    private readonly queue: JobQueue,
    private readonly measuring: Measuring,
    private readonly sweep: Sweep,
    private readonly compaction: CompactionService,
    private readonly intervals: IntervalKeeping,
    private readonly pending: PendingOutcomes,
    requests: MeasureRequests,
    batches: StoredBatches,
  ) {
    batches.onStored(({ organisationId, systemNumber }) => requests.request(organisationId, systemNumber));
  }

  /** Starts taking jobs. Stopping the application waits for the running ones. */
  async start(): Promise<void> {
    const boss = await this.queue.start();
    await boss.work<MeasureJob>('measure', { pollingIntervalSeconds: 1 }, async ([job]: Job<MeasureJob>[]) => {
      if (!job) return;
      try {
        // What is measured while hours are stale is right, but may have to wait for them.
        if (!(await this.intervals.recountStale(job.data))) await this.queue.sendLater(job.data, recountAfterSeconds);
        await this.measuring.measure(job.data);
      } finally {
        // Whether or not they could be measured: intervals that are not compacted only grow.
        await this.compactAtTimes(job.data);
      }
    });
    await boss.work('sweep', { pollingIntervalSeconds: 5 }, () => this.sweepAll());
    await boss.schedule('sweep', '* * * * *', null, { singletonKey: 'sweep' });
    await boss.send('sweep', null, { singletonKey: 'sweep' });
  }

  /** While events keep coming in, not after every measuring: the days that they fall into would be added up again and again. */
  private async compactAtTimes(job: MeasureJob): Promise<void> {
    const key = `${job.organisationId}:${job.systemNumber}`;
    const waitMs = (this.compacted.get(key) ?? Number.NEGATIVE_INFINITY) + compactionEveryMs - performance.now();
    if (waitMs > 0) return this.queue.sendLater(job, Math.ceil(waitMs / 1_000));
    await this.compaction.compact(job.organisationId, job.systemNumber);
    this.compacted.set(key, performance.now());
  }

  /** One organisation's trouble does not keep the others waiting. */
  async sweepAll(): Promise<void> {
    for (const organisationId of await this.sweep.organisations()) {
      try {
        await this.pending.look(systemActor(organisationId));
        for (const job of await this.sweep.of(organisationId)) await this.queue.sendMeasure(job);
      } catch (error) {
        this.logger.error(`the sweep of organisation ${organisationId} failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
