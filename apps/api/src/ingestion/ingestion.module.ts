import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CompactionService } from './compaction.service.js';
import { DataQualityController } from './data-quality.controller.js';
import { DataQualityService } from './data-quality.service.js';
import { Dictionaries } from './dictionaries.js';
import { EventStore } from './event-store.js';
import { EventsController } from './events.controller.js';
import { Imports } from './imports.js';
import { IntervalKeeping } from './interval-keeping.service.js';
import { IntervalsController } from './intervals.controller.js';
import { IntakeService } from './intake.service.js';
import { OutcomeStore } from './outcome-store.js';
import { OutcomesController } from './outcomes.controller.js';
import { PendingOutcomes } from './pending-outcomes.service.js';
import { StoredBatches } from './stored-batches.js';

@Module({
  imports: [AccountsModule],
  controllers: [DataQualityController, EventsController, IntervalsController, OutcomesController],
  providers: [Imports, IntakeService, EventStore, OutcomeStore, Dictionaries, StoredBatches, CompactionService, DataQualityService, IntervalKeeping, PendingOutcomes],
  exports: [Dictionaries, IntakeService, EventStore, OutcomeStore, StoredBatches, CompactionService, IntervalKeeping, PendingOutcomes],
})
export class IngestionModule {}
