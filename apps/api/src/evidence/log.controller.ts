import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { LogPage, LogQuery } from '#libs/wire/log.js';
import { type Actor, CurrentActor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { LogReading } from './log.service.js';

@ApiTags('log')
@Controller('log')
export class LogController {
  constructor(private readonly log: LogReading) {}

  @Get()
  @Requires('read', 'LogEntry')
  @Answers(LogPage, 'What was done, newest first')
  page(@CurrentActor() actor: Actor, @Query({ schema: LogQuery }) query: LogQuery): Promise<z.infer<typeof LogPage>> {
    return this.log.page(actor, query);
  }
}
