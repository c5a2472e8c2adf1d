import { Module } from '@nestjs/common';
import { JobQueue } from './job-queue.service.js';
import { MeasureRequests } from './measure-requests.js';
import { SystemChanges } from './system-changes.js';

/** What a feature needs to ask for work; the work itself is in WorkersModule. */
@Module({ providers: [JobQueue, MeasureRequests, SystemChanges], exports: [JobQueue, MeasureRequests, SystemChanges] })
export class JobsModule {}
