import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IntervalRange, IntervalReport } from '#libs/wire/intervals.js';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { OwnTransaction, Requires } from '../http/permission.js';
import { IntervalKeeping } from './interval-keeping.service.js';

@ApiTags('systems')
@Controller('systems/:id/intervals')
export class IntervalsController {
  constructor(private readonly intervals: IntervalKeeping) {}

  @Post('verify')
  @Requires('recount', 'Interval')
  @OwnTransaction('reads each day as it is at one moment; its log entry with it')
  @ApiOperation({ summary: 'Count intervals again from every event and outcome, and compare them byte for byte' })
  @Answers(IntervalReport, 'What differs')
  verify(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: IntervalRange }) range: IntervalRange): Promise<IntervalReport> {
    return this.intervals.verify(actor, id, range);
  }

  @Post('rebuild')
  @Requires('recount', 'Interval')
  @OwnTransaction('replaces the intervals of each day in a transaction of its own, with its log entry')
  @ApiOperation({ summary: 'The same, and replace the intervals that differ' })
  @Answers(IntervalReport, 'What differed, and is replaced')
  rebuild(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: IntervalRange }) range: IntervalRange): Promise<IntervalReport> {
    return this.intervals.rebuild(actor, id, range);
  }
}
