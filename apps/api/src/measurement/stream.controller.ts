import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { AnswersFile } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { Streams } from './streams.service.js';

@ApiTags('systems')
@Controller('systems/:id')
export class StreamController {
  constructor(private readonly streams: Streams) {}

  @Get('stream')
  @Requires('read', 'Measurement')
  @AnswersFile('text/event-stream', 'Events "measured" when the objectives are worth reading again; "end" when the server stops')
  stream(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Res() response: Response): Promise<void> {
    return this.streams.start(actor, id, response);
  }
}
