import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CompactionService } from './compaction.service.js';
import { Dictionaries } from './dictionaries.js';
import { EventStore } from './event-store.js';
import { EventsController } from './events.controller.js';
import { Imports } from './imports.js';
import { IntakeService } from './intake.service.js';
import { OutcomeStore } from './outcome-store.js';
import { OutcomesController } from './outcomes.controller.js';
import { StoredBatches } from './stored-batches.js';

@Module({
  imports: [AccountsModule],
  controllers: [EventsController, OutcomesController],
  providers: [Imports, IntakeService, EventStore, OutcomeStore, Dictionaries, StoredBatches, CompactionService],
  exports: [Dictionaries, IntakeService, EventStore, OutcomeStore, StoredBatches, CompactionService],
})
export class IngestionModule {}
