import { Body, Controller, Get, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AgreementDetail, AgreementDraft, AgreementPage, AgreementPreview, AgreementQuery, NewAgreement } from '#libs/wire/agreements.js';
import { Sharing as SharingBody } from '#libs/wire/approvals.js';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { requiredRevision } from '../http/etag.js';
import { OwnTransaction, Requires } from '../http/permission.js';
import { Activation } from './activation.js';
import { AgreementReading } from './agreement-reading.js';
import { Drafts } from './drafts.js';
import { Previews } from './previews.js';
import { Sharing } from './sharing.js';
import { withRevision } from './with-revision.js';

@ApiTags('agreements')
@Controller('agreements')
export class AgreementsController {
  constructor(
    private readonly reading: AgreementReading,
    private readonly drafts: Drafts,
    private readonly previews: Previews,
    private readonly activation: Activation,
    private readonly sharing: Sharing,
  ) {}

  @Get()
  @Requires('read', 'Agreement')
  @Answers(AgreementPage, 'Agreements, newest first')
  list(@CurrentActor() actor: Actor, @Query({ schema: AgreementQuery }) query: AgreementQuery) {
    return this.reading.page(actor, query);
  }

  @Post()
  @Requires('create', 'Agreement')
  @Answers(AgreementDetail, 'The new draft', 201)
  create(@CurrentActor() actor: Actor, @Body({ schema: NewAgreement }) agreement: NewAgreement, @Res({ passthrough: true }) response: Response) {
    return withRevision(response, this.drafts.create(actor, agreement));
  }

  @Get(':id')
  @Requires('read', 'Agreement')
  @Answers(AgreementDetail, 'The agreement, with its revision as ETag')
  get(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Res({ passthrough: true }) response: Response) {
    return withRevision(response, this.reading.one(actor, id));
  }

  @Put(':id/draft')
  @Requires('update', 'Agreement')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag you last saw' })
  @Answers(AgreementDetail, 'The saved draft')
  replace(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AgreementDraft }) draft: AgreementDraft,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return withRevision(response, this.drafts.replace(actor, id, requiredRevision(request), draft));
  }

  @Put(':id/sharing')
  @Requires('update', 'Agreement')
  @Answers(AgreementDetail, 'The agreement, shared with the vendor’s contacts or kept back')
  share(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: SharingBody }) { shared }: SharingBody, @Res({ passthrough: true }) response: Response) {
    return withRevision(response, this.sharing.share(actor, id, shared));
  }

  @Get(':id/preview')
  @Requires('read', 'Agreement')
  @Answers(AgreementPreview, 'How the saved draft, or the frozen version, reads and what it compiles to')
  preview(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.previews.saved(actor, id);
  }

  @Post(':id/preview')
  @Requires('update', 'Agreement')
  @OwnTransaction('computes only; stores nothing')
  @Answers(AgreementPreview, 'How a draft would read, without saving it')
  previewUnsaved(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: AgreementDraft }) draft: AgreementDraft) {
    return this.previews.unsaved(actor, id, draft);
  }

  @Post(':id/activation')
  @Requires('activate', 'Agreement')
  @Answers(AgreementDetail, 'The active agreement with its objectives and clocks')
  activate(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Res({ passthrough: true }) response: Response) {
    return withRevision(response, this.activation.activate(actor, id));
  }
}
