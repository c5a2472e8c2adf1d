import { Body, Controller, Get, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { IncomingPaperDetail, IncomingPaperPage, IncomingPaperQuery, NewIncomingPaper, PaperDraft, PaperUpload, TermDecisions, wordMediaType } from '#libs/wire/incoming-papers.js';
import { Id } from '#libs/wire/scalars.js';
import { withRevision } from '../agreements/with-revision.js';
import { CurrentActor, type Actor, type FineprintRequest } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { requiredRevision } from '../http/etag.js';
import { Requires } from '../http/permission.js';
import { IncomingPapers } from './incoming-papers.service.js';
import { PaperDrafting } from './paper-drafting.js';
import { PaperReading } from './paper-reading.js';

@ApiTags('incoming papers')
@Controller('incoming-papers')
export class IncomingPapersController {
  constructor(
    private readonly reading: PaperReading,
    private readonly papers: IncomingPapers,
    private readonly drafting: PaperDrafting,
  ) {}

  @Get()
  @Requires('read', 'IncomingPaper')
  @Answers(IncomingPaperPage, 'Papers of vendors, the last received first')
  list(@CurrentActor() actor: Actor, @Query({ schema: IncomingPaperQuery }) query: IncomingPaperQuery) {
    return this.reading.page(actor, query);
  }

  @Post()
  @Requires('create', 'IncomingPaper')
  @Answers(IncomingPaperDetail, 'The pasted text, split, matched and read', 201)
  paste(@CurrentActor() actor: Actor, @Body({ schema: NewIncomingPaper }) paper: NewIncomingPaper, @Res({ passthrough: true }) response: Response) {
    return withRevision(response, this.papers.paste(actor, paper));
  }

  @Post('document')
  @Requires('create', 'IncomingPaper')
  @ApiConsumes(wordMediaType)
  @Answers(IncomingPaperDetail, 'The uploaded document, split, matched and read', 201)
  upload(@CurrentActor() actor: Actor, @Query({ schema: PaperUpload }) paper: PaperUpload, @Req() { document }: FineprintRequest, @Res({ passthrough: true }) response: Response) {
    return withRevision(response, this.papers.upload(actor, paper, document ?? Buffer.alloc(0)));
  }

  @Get(':id')
  @Requires('read', 'IncomingPaper')
  @Answers(IncomingPaperDetail, 'The paper with its clauses, extracted terms, decisions and review; its revision is the ETag')
  get(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Res({ passthrough: true }) response: Response) {
    return withRevision(response, this.reading.one(actor, id));
  }

  @Put(':id/decisions')
  @Requires('update', 'IncomingPaper')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag you last saw' })
  @Answers(IncomingPaperDetail, 'The paper with the decisions about its terms')
  decide(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: TermDecisions }) decisions: TermDecisions,
    @Req() request: FineprintRequest,
    @Res({ passthrough: true }) response: Response,
  ) {
    return withRevision(response, this.papers.decide(actor, id, requiredRevision(request), decisions));
  }

  @Post(':id/draft')
  @Requires('create', 'Agreement')
  @Answers(IncomingPaperDetail, 'The paper, with the agreement draft that was made of it', 201)
  draft(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: PaperDraft }) draft: PaperDraft, @Res({ passthrough: true }) response: Response) {
    return withRevision(response, this.drafting.draft(actor, id, draft));
  }
}
