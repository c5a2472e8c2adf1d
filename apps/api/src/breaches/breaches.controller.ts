import { Body, Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BreachDetail, BreachPage, BreachQuery, NewClaim } from '#libs/wire/breaches.js';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers, AnswersFile } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { Breaches } from './breaches.service.js';

@ApiTags('breaches')
@Controller('breaches')
export class BreachesController {
  constructor(private readonly breaches: Breaches) {}

  @Get()
  @Requires('read', 'Breach')
  @Answers(BreachPage, 'Breaches, the last opened first')
  page(@CurrentActor() actor: Actor, @Query({ schema: BreachQuery }) query: BreachQuery): ReturnType<Breaches['page']> {
    return this.breaches.page(actor, query);
  }

  @Get(':id')
  @Requires('read', 'Breach')
  @Answers(BreachDetail, 'The breach with its thread down to the signed clause')
  one(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<BreachDetail> {
    return this.breaches.one(actor, id);
  }

  @Post(':id/claim')
  @Requires('claim', 'Breach')
  @Answers(BreachDetail, 'The credit is claimed')
  claim(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: NewClaim }) claim: NewClaim): Promise<BreachDetail> {
    return this.breaches.claim(actor, id, claim);
  }

  @Get(':id/notice')
  @Requires('read', 'Breach')
  @AnswersFile('application/pdf', 'The notice of the breach')
  async notice(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<StreamableFile> {
    const { content } = await this.breaches.notice(actor, id);
    return new StreamableFile(content, { type: 'application/pdf', disposition: `attachment; filename="breach-notice-${id}.pdf"`, length: content.length });
  }
}
