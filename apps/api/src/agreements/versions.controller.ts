import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { AgreementDetail, AgreementPreview, NewSignature } from '#libs/wire/agreements.js';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { requiredRevision } from '../http/etag.js';
import { Requires } from '../http/permission.js';
import { Freezing } from './freezing.js';
import { Previews } from './previews.js';
import { Signing } from './signing.js';
import { withRevision } from './with-revision.js';

const VersionNumber = z.coerce.number().int().min(1).max(9_999);

@ApiTags('agreements')
@Controller('agreements/:id/versions')
export class VersionsController {
  constructor(
    private readonly freezing: Freezing,
    private readonly previews: Previews,
    private readonly signing: Signing,
  ) {}

  @Post()
  @Requires('freeze', 'Agreement')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag you last saw' })
  @Answers(AgreementDetail, 'The agreement with its frozen version', 201)
  freeze(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return withRevision(response, this.freezing.freeze(actor, id, requiredRevision(request)));
  }

  @Get(':number/clauses')
  @Requires('read', 'Agreement')
  @Answers(AgreementPreview, 'How the version reads and what it compiles to')
  clauses(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Param('number', { schema: VersionNumber }) number: number) {
    return this.previews.version(actor, id, number);
  }

  @Post(':number/signatures')
  @Requires('sign', 'Agreement')
  @Answers(AgreementDetail, 'The agreement with the signature', 201)
  sign(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Param('number', { schema: VersionNumber }) number: number,
    @Body({ schema: NewSignature }) signature: NewSignature,
    @Res({ passthrough: true }) response: Response,
  ) {
    return withRevision(response, this.signing.sign(actor, id, number, signature));
  }
}
