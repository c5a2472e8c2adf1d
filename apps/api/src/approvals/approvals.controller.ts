import { Body, Controller, Get, Put, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ApprovalInbox, ApprovalRules, StoredApprovalRules } from '#libs/wire/approvals.js';
import { withRevision } from '../agreements/with-revision.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { requiredRevision } from '../http/etag.js';
import { Requires } from '../http/permission.js';
import { ApprovalRulesService } from './approval-rules.service.js';
import { Approvals } from './approvals.service.js';

@ApiTags('approvals')
@Controller()
export class ApprovalsController {
  constructor(
    private readonly approvals: Approvals,
    private readonly rules: ApprovalRulesService,
  ) {}

  @Get('approvals')
  @Requires('read', 'Approval')
  @Answers(ApprovalInbox, 'What waits for the caller, and what the caller asked for')
  inbox(@CurrentActor() actor: Actor) {
    return this.approvals.inbox(actor);
  }

  @Get('approval-rules')
  @Requires('read', 'Approval')
  @Answers(StoredApprovalRules, 'The rules, with their revision as ETag')
  read(@CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response) {
    return withRevision(response, this.rules.read(actor));
  }

  @Put('approval-rules')
  @Requires('update', 'Approval')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag you last saw' })
  @Answers(StoredApprovalRules, 'The rules as they are from now on')
  replace(@CurrentActor() actor: Actor, @Body({ schema: ApprovalRules }) rules: ApprovalRules, @Req() request: Request, @Res({ passthrough: true }) response: Response) {
    return withRevision(response, this.rules.replace(actor, requiredRevision(request), rules));
  }
}
