import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AgreementTemplate, AgreementTemplatePage } from '#libs/wire/agreements.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { templateFor, TemplateStore } from './template-store.js';

const TemplateId = z.string().max(100);

@ApiTags('agreements')
@Controller('agreement-templates')
export class TemplatesController {
  constructor(private readonly templates: TemplateStore) {}

  @Get()
  @Requires('read', 'Agreement')
  @Answers(AgreementTemplatePage, 'All agreement templates, on one page')
  list(@CurrentActor() actor: Actor) {
    return { items: this.templates.all().map((source) => templateFor(actor, source)), next: null };
  }

  @Get(':id')
  @Requires('read', 'Agreement')
  @Answers(AgreementTemplate, 'The template with the terms it asks for')
  get(@CurrentActor() actor: Actor, @Param('id', { schema: TemplateId }) id: string) {
    return templateFor(actor, this.templates.one(id));
  }
}
