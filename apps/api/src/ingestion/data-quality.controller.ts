import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataQuality, DataQualityQuery } from '#libs/wire/data-quality.js';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { DataQualityService } from './data-quality.service.js';

@ApiTags('data quality')
@Controller()
export class DataQualityController {
  constructor(private readonly quality: DataQualityService) {}

  @Get('systems/:id/data-quality')
  @Requires('read', 'Measurement')
  @Answers(DataQuality, 'What each source sent for the system, and what was noticed of it')
  ofSystem(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: DataQualityQuery }) query: DataQualityQuery): Promise<DataQuality> {
    return this.quality.ofSystem(actor, id, query);
  }

  @Get('data-quality')
  @Requires('read', 'Measurement')
  @Answers(DataQuality, 'The same of what names no system, or one that there is not')
  ofNoSystem(@CurrentActor() actor: Actor, @Query({ schema: DataQualityQuery }) query: DataQualityQuery): Promise<DataQuality> {
    return this.quality.ofNoSystem(actor, query);
  }
}
