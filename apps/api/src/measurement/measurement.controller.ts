import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SystemObjectives } from '#libs/wire/measurements.js';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { Series } from './series.service.js';

@ApiTags('systems')
@Controller('systems/:id')
export class MeasurementController {
  constructor(private readonly series: Series) {}

  @Get('objectives')
  @Requires('read', 'Measurement')
  @Answers(SystemObjectives, 'The objectives of the system with their windows, newest first')
  objectives(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<SystemObjectives> {
    return this.series.of(actor, id);
  }
}
