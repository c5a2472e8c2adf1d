import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AgreementComparison, ComparisonRequest } from '#libs/wire/comparisons.js';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { OwnTransaction, Requires } from '../http/permission.js';
import { Comparisons } from './comparisons.service.js';

@ApiTags('agreements')
@Controller('agreements/:id/comparison')
export class ComparisonsController {
  constructor(private readonly comparisons: Comparisons) {}

  @Post()
  @Requires('read', 'Agreement')
  @OwnTransaction('computes only; stores nothing')
  @Answers(AgreementComparison, 'What two of draft, versions and a text differ in, word by word, and what that moves')
  compare(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: ComparisonRequest }) request: ComparisonRequest): Promise<AgreementComparison> {
    return this.comparisons.compare(actor, id, request);
  }
}
