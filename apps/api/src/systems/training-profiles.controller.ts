import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Id } from '#libs/wire/scalars.js';
import { NewTrainingProfile, TrainingProfile, TrainingProfileList } from '#libs/wire/training-profiles.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { TrainingProfiles } from './training-profiles.service.js';

@ApiTags('systems')
@Controller('systems/:id/training-profiles')
export class TrainingProfilesController {
  constructor(private readonly profiles: TrainingProfiles) {}

  @Get()
  @Requires('read', 'TrainingProfile')
  @Answers(TrainingProfileList, 'What the model versions were trained on, the last declared first')
  list(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.profiles.of(actor, id);
  }

  @Post()
  @Requires('create', 'TrainingProfile')
  @Answers(TrainingProfile, 'The declared profile', 201)
  declare(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: NewTrainingProfile }) profile: NewTrainingProfile) {
    return this.profiles.declare(actor, id, profile);
  }
}
