import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiOperation } from '@nestjs/swagger';
import { BatchReport, OutcomeBatch, IngestReport } from '#libs/wire/events.js';
import { CurrentActor, type Actor, type FineprintRequest } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { OwnTransaction, Requires } from '../http/permission.js';
import { Imports } from './imports.js';
import { IntakeService } from './intake.service.js';
import { wholeBody } from './whole-body.js';
import { OutcomeStore } from './outcome-store.js';

@Controller('outcomes')
export class OutcomesController {
  constructor(
    private readonly intake: IntakeService,
    private readonly imports: Imports,
    private readonly outcomes: OutcomeStore,
  ) {}

  @Post()
  @Requires('ingest', 'Outcome')
  @OwnTransaction('written by the ingest role, with its log entry')
  @ApiOperation({ summary: 'Send one outcome, or up to 1,000, with a result for each', description: wholeBody })
  @Answers(BatchReport, 'What became of each outcome')
  add(@CurrentActor() actor: Actor, @Body({ schema: OutcomeBatch }) body: OutcomeBatch): Promise<BatchReport> {
    return this.intake.batch(actor, this.outcomes, body);
  }

  @Post('import')
  @Requires('ingest', 'Outcome')
  @OwnTransaction('streams; one transaction with its log entry for each chunk')
  @ApiOperation({ summary: 'Stream outcomes of any number; gzip is accepted' })
  @ApiConsumes('application/x-ndjson', 'text/csv')
  @Answers(IngestReport, 'What became of the outcomes')
  import(@CurrentActor() actor: Actor, @Req() request: FineprintRequest): Promise<IngestReport> {
    return this.imports.take(actor, this.outcomes, request);
  }
}
