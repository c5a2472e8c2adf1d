import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Exclusion, ExclusionDecision, ExclusionList, NewExclusion } from '#libs/wire/exclusions.js';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { Exclusions } from './exclusions.service.js';

@ApiTags('systems')
@Controller('systems/:id/exclusions')
export class ExclusionsController {
  constructor(private readonly exclusions: Exclusions) {}

  @Get()
  @Requires('read', 'Measurement')
  @Answers(ExclusionList, 'The exclusions of the system, whatever became of them, the last claimed first')
  list(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<ExclusionList> {
    return this.exclusions.of(actor, id);
  }

  @Post()
  @Requires('claim', 'Exclusion')
  @Answers(Exclusion, 'The claimed exclusion; it changes no number until the other side accepts it', 201)
  claim(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: NewExclusion }) draft: NewExclusion): Promise<Exclusion> {
    return this.exclusions.claim(actor, id, draft);
  }

  @Post(':exclusionId/decision')
  @Requires('decide', 'Exclusion')
  @Answers(Exclusion, 'The exclusion after the decision')
  decide(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Param('exclusionId', { schema: Id }) exclusionId: string,
    @Body({ schema: ExclusionDecision }) decision: ExclusionDecision,
  ): Promise<Exclusion> {
    return this.exclusions.decide(actor, id, exclusionId, decision);
  }
}
