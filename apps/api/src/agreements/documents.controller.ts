import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { AnswersFile } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { Documents } from './documents.js';
import { docxType, Formats } from './formats.js';

const VersionNumber = z.coerce.number().int().min(1).max(9_999);

@ApiTags('agreements')
@Controller('agreements/:id')
export class DocumentsController {
  constructor(
    private readonly documents: Documents,
    private readonly formats: Formats,
  ) {}

  @Get('versions/:number/document')
  @Requires('read', 'Agreement')
  @AnswersFile('application/pdf', 'The version as PDF, always the same bytes')
  pdf(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Param('number', { schema: VersionNumber }) number: number) {
    return this.formats.stored(this.documents.pdfOf(actor, id, number), `agreement-${id}-v${number}`);
  }

  @Get('versions/:number/document.docx')
  @Requires('read', 'Agreement')
  @AnswersFile(docxType, 'The version as DOCX, always the same bytes')
  docx(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Param('number', { schema: VersionNumber }) number: number) {
    return this.formats.docx(this.documents.version(actor, id, number), `agreement-${id}-v${number}`);
  }

  @Get('versions/:number/document.html')
  @Requires('read', 'Agreement')
  @AnswersFile('text/html', 'The version as a page that needs nothing else')
  html(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Param('number', { schema: VersionNumber }) number: number,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.formats.html(this.documents.version(actor, id, number), response);
  }

  @Get('draft/document')
  @Requires('read', 'Agreement')
  @AnswersFile('application/pdf', 'The saved draft as PDF, marked as a draft')
  draftPdf(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.formats.pdf(this.documents.draft(actor, id), `agreement-${id}-draft`);
  }

  @Get('draft/document.docx')
  @Requires('read', 'Agreement')
  @AnswersFile(docxType, 'The saved draft as DOCX, marked as a draft')
  draftDocx(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.formats.docx(this.documents.draft(actor, id), `agreement-${id}-draft`);
  }

  @Get('draft/document.html')
  @Requires('read', 'Agreement')
  @AnswersFile('text/html', 'The saved draft as a page that needs nothing else, marked as a draft')
  draftHtml(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Res({ passthrough: true }) response: Response) {
    return this.formats.html(this.documents.draft(actor, id), response);
  }
}
