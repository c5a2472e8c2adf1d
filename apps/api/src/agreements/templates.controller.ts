import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AgreementTemplate, AgreementTemplatePage } from '#libs/wire/agreements.js';
import { Answers } from '../http/answers.js';
import { Requires } from '../http/permission.js';
import { TemplateStore, toTemplate } from './template-store.js';

const TemplateId = z.string().max(100);

@ApiTags('agreements')
@Controller('agreement-templates')
export class TemplatesController {
  constructor(private readonly templates: TemplateStore) {}

  @Get()
  @Requires('read', 'Agreement')
  @Answers(AgreementTemplatePage, 'All agreement templates, on one page')
  list() {
    return { items: this.templates.all().map(toTemplate), next: null };
  }

  @Get(':id')
  @Requires('read', 'Agreement')
  @Answers(AgreementTemplate, 'The template with the terms it asks for')
  get(@Param('id', { schema: TemplateId }) id: string) {
    return toTemplate(this.templates.one(id));
  }
}
