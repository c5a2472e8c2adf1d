import { readFile } from 'node:fs/promises';
import { Controller, Get, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { inProject } from '../project-root.js';
import { AnswersFile } from './answers.js';
import { Public } from './permission.js';

/** The committed document; a test fails when it differs from the routes. */
@ApiTags('openapi')
@Controller('openapi.json')
export class OpenApiController {
  @Get()
  @Public('the interface is no secret')
  @AnswersFile('application/json', 'The OpenAPI 3.1 document')
  async document(): Promise<StreamableFile> {
    return new StreamableFile(await readFile(inProject('apps/api/openapi.json')), { type: 'application/json; charset=utf-8' });
  }
}
