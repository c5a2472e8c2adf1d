import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ClauseId } from '#libs/wire/clauses.js';
import { ClauseDraft, ClausePreview, LibraryClauseDetail, LibraryClauseList, NewClause } from '#libs/wire/library.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { OwnTransaction, Requires } from '../http/permission.js';
import { ClausePreviews } from './clause-previews.service.js';
import { Clauses } from './clauses.service.js';

@ApiTags('library')
@Controller('clauses')
export class ClausesController {
  constructor(
    private readonly clauses: Clauses,
    private readonly previews: ClausePreviews,
  ) {}

  @Get()
  @Requires('read', 'Clause')
  @Answers(LibraryClauseList, 'The shipped clauses and your own, on one page')
  list(@CurrentActor() actor: Actor) {
    return this.clauses.list(actor);
  }

  @Post()
  @Requires('create', 'Clause')
  @Answers(LibraryClauseDetail, 'The new clause', 201)
  create(@CurrentActor() actor: Actor, @Body({ schema: NewClause }) clause: NewClause) {
    return this.clauses.create(actor, clause);
  }

  @Post('preview')
  @Requires('update', 'Clause')
  @OwnTransaction('computes only; stores nothing')
  @Answers(ClausePreview, 'How the clause would read at each position, and what is wrong with it')
  preview(@CurrentActor() actor: Actor, @Body({ schema: ClauseDraft }) clause: ClauseDraft) {
    return this.previews.of(actor, clause);
  }

  @Get(':id')
  @Requires('read', 'Clause')
  @Answers(LibraryClauseDetail, 'The clause with all its versions')
  get(@CurrentActor() actor: Actor, @Param('id', { schema: ClauseId }) id: string) {
    return this.clauses.one(actor, id);
  }

  @Post(':id/versions')
  @Requires('update', 'Clause')
  @Answers(LibraryClauseDetail, 'The clause with its new version', 201)
  revise(@CurrentActor() actor: Actor, @Param('id', { schema: ClauseId }) id: string, @Body({ schema: ClauseDraft }) clause: ClauseDraft) {
    return this.clauses.revise(actor, id, clause);
  }

  @Post(':id/retirement')
  @Requires('update', 'Clause')
  @Answers(LibraryClauseDetail, 'The clause, no longer offered')
  retire(@CurrentActor() actor: Actor, @Param('id', { schema: ClauseId }) id: string) {
    return this.clauses.retire(actor, id);
  }
}
