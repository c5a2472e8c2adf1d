import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiOperation } from '@nestjs/swagger';
import { BatchReport, EventBatch, IngestReport } from '#libs/wire/events.js';
import { CurrentActor, type Actor, type FineprintRequest } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { OwnTransaction, Requires } from '../http/permission.js';
import { EventStore } from './event-store.js';
import { Imports } from './imports.js';
import { IntakeService } from './intake.service.js';
import { wholeBody } from './whole-body.js';

@Controller('events')
export class EventsController {
  constructor(
    private readonly intake: IntakeService,
    private readonly imports: Imports,
    private readonly events: EventStore,
  ) {}

  @Post()
  @Requires('ingest', 'Event')
  @OwnTransaction('written by the ingest role, with its log entry')
  @ApiOperation({ summary: 'Send one event, or up to 1,000, with a result for each', description: wholeBody })
  @Answers(BatchReport, 'What became of each event')
  add(@CurrentActor() actor: Actor, @Body({ schema: EventBatch }) body: EventBatch): Promise<BatchReport> {
    return this.intake.batch(actor, this.events, body);
  }

  @Post('import')
  @Requires('ingest', 'Event')
  @OwnTransaction('streams; one transaction with its log entry for each chunk')
  @ApiOperation({ summary: 'Stream events of any number; gzip is accepted' })
  @ApiConsumes('application/x-ndjson', 'text/csv')
  @Answers(IngestReport, 'What became of the events')
  import(@CurrentActor() actor: Actor, @Req() request: FineprintRequest): Promise<IngestReport> {
    return this.imports.take(actor, this.events, request);
  }
}
