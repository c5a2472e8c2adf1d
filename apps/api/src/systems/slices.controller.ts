import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Id } from '#libs/wire/scalars.js';
import { NewSlices, SystemSlices } from '#libs/wire/slices.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { Slices } from './slices.service.js';

@ApiTags('systems')
@Controller('systems/:id/slices')
export class SlicesController {
  constructor(private readonly slices: Slices) {}

  @Get()
  @Requires('read', 'System')
  @Answers(SystemSlices, 'What the events of the system are told apart by')
  get(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<SystemSlices> {
    return this.slices.of(actor, id);
  }

  @Put()
  @Requires('update', 'System')
  @Answers(SystemSlices, 'The declared attributes, and those that simply appeared')
  declare(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: NewSlices }) slices: NewSlices): Promise<SystemSlices> {
    return this.slices.declare(actor, id, slices);
  }
}
