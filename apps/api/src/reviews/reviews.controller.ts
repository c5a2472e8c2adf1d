import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LegalPackList } from '#libs/wire/packs.js';
import { AgreementReview, ReviewQuery, ReviewRequest } from '#libs/wire/reviews.js';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { OwnTransaction, Requires } from '../http/permission.js';
import { PackStore } from './pack-store.js';
import { Reviews } from './reviews.service.js';

@ApiTags('agreements')
@Controller()
export class ReviewsController {
  constructor(
    private readonly reviews: Reviews,
    private readonly packs: PackStore,
  ) {}

  @Get('legal-packs')
  @Requires('read', 'Agreement')
  @Answers(LegalPackList, 'Every pack of law with its rules, status, dates and marks')
  list() {
    return { items: [...this.packs.packs], next: null };
  }

  @Get('agreements/:id/review')
  @Requires('assess', 'Agreement')
  @Answers(AgreementReview, 'What speaks against signing the saved draft, as of a day')
  saved(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: ReviewQuery }) { asOf }: ReviewQuery): Promise<AgreementReview> {
    return this.reviews.of(actor, id, null, asOf ?? null);
  }

  @Post('agreements/:id/review')
  @HttpCode(200)
  @Requires('assess', 'Agreement')
  @OwnTransaction('computes only; stores nothing')
  @Answers(AgreementReview, 'The same of a draft that is not saved')
  unsaved(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: ReviewRequest }) { draft, asOf }: ReviewRequest): Promise<AgreementReview> {
    return this.reviews.of(actor, id, draft, asOf);
  }
}
