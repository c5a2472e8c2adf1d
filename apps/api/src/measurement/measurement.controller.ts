import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Recomputation, RecomputationQuery, SystemObjectives } from '#libs/wire/measurements.js';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { Recomputations } from './recomputations.service.js';
import { Series } from './series.service.js';

@ApiTags('systems')
@Controller('systems/:id')
export class MeasurementController {
  constructor(
    private readonly series: Series,
    private readonly recomputations: Recomputations,
  ) {}

  @Get('objectives')
  @Requires('read', 'Measurement')
  @Answers(SystemObjectives, 'The objectives of the system with their windows, newest first')
  objectives(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<SystemObjectives> {
    return this.series.of(actor, id);
  }

  @Get('objectives/:objectiveId/recomputation')
  @Requires('read', 'Measurement')
  @Answers(Recomputation, 'A window measured again from every raw event, beside what intervals gave')
  recomputation(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Param('objectiveId', { schema: Id }) objectiveId: string,
    @Query({ schema: RecomputationQuery }) query: RecomputationQuery,
  ): Promise<Recomputation> {
    return this.recomputations.of(actor, id, objectiveId, query.window);
  }
}
