import { Body, Controller, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Backtest, BacktestFileQuery, BacktestRequest } from '#libs/wire/backtests.js';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor, type FineprintRequest } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { OwnTransaction, Requires } from '../http/permission.js';
import { BacktestsService } from './backtests.service.js';

@ApiTags('agreements')
@Controller('agreements/:id/backtest')
export class BacktestsController {
  constructor(private readonly backtests: BacktestsService) {}

  @Post()
  @HttpCode(200)
  @Requires('assess', 'Agreement')
  @OwnTransaction('computes only; stores nothing')
  @Answers(Backtest, 'What the terms would have paid on the past events of the agreement’s systems; stores nothing')
  onIntervals(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: BacktestRequest }) request: BacktestRequest): Promise<Backtest> {
    return this.backtests.onIntervals(actor, id, request);
  }

  @Post('file')
  @HttpCode(200)
  @Requires('assess', 'Agreement')
  @OwnTransaction('computes only; stores nothing')
  @ApiConsumes('application/x-ndjson', 'text/csv')
  @Answers(Backtest, 'What the saved terms would have paid on the events of a file; neither is stored')
  onFile(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: BacktestFileQuery }) query: BacktestFileQuery, @Req() request: FineprintRequest): Promise<Backtest> {
    return this.backtests.onFile(actor, id, query, request);
  }
}
