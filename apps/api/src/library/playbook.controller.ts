import { Body, Controller, Get, Param, Put, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Playbook, PlaybookChange, PlaybookEntry } from '#libs/wire/library.js';
import { withRevision } from '../agreements/with-revision.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { requiredRevision } from '../http/etag.js';
import { Requires } from '../http/permission.js';
import { Playbooks } from './playbook.service.js';

const TermPath = z.string().max(100);

@ApiTags('library')
@Controller('playbook')
export class PlaybookController {
  constructor(private readonly playbooks: Playbooks) {}

  @Get()
  @Requires('read', 'Playbook')
  @Answers(Playbook, 'Every term with the positions that count for you')
  all(@CurrentActor() actor: Actor) {
    return this.playbooks.all(actor);
  }

  @Get(':path')
  @Requires('read', 'Playbook')
  @Answers(PlaybookEntry, 'The term, with its revision as ETag')
  get(@CurrentActor() actor: Actor, @Param('path', { schema: TermPath }) path: string, @Res({ passthrough: true }) response: Response) {
    return withRevision(response, this.playbooks.one(actor, path));
  }

  @Put(':path')
  @Requires('update', 'Playbook')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag you last saw; "r0" for positions that nobody has changed' })
  @Answers(PlaybookEntry, 'The term with its new positions')
  replace(
    @CurrentActor() actor: Actor,
    @Param('path', { schema: TermPath }) path: string,
    @Body({ schema: PlaybookChange }) change: PlaybookChange,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return withRevision(response, this.playbooks.replace(actor, path, requiredRevision(request), change));
  }
}
