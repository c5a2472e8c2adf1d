import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AgreementDetail } from '#libs/wire/agreements.js';
import { AgreementApprovals, ApprovalDecision } from '#libs/wire/approvals.js';
import { Id } from '#libs/wire/scalars.js';
import { withRevision } from '../agreements/with-revision.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { requiredRevision } from '../http/etag.js';
import { Requires } from '../http/permission.js';
import { Approvals } from './approvals.service.js';

@ApiTags('approvals')
@Controller('agreements/:id/approvals')
export class AgreementApprovalsController {
  constructor(private readonly approvals: Approvals) {}

  @Get()
  @Requires('read', 'Approval')
  @Answers(AgreementApprovals, 'Which approvals the draft needs, and what became of every request')
  of(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.approvals.of(actor, id);
  }

  @Post()
  @Requires('create', 'Approval')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag you last saw' })
  @Answers(AgreementDetail, 'The agreement in review', 201)
  submit(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Req() request: Request, @Res({ passthrough: true }) response: Response) {
    return withRevision(response, this.approvals.submit(actor, id, requiredRevision(request)));
  }

  @Post('withdrawal')
  @Requires('create', 'Approval')
  @Answers(AgreementDetail, 'The agreement, a draft again')
  withdraw(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Res({ passthrough: true }) response: Response) {
    return withRevision(response, this.approvals.withdraw(actor, id));
  }

  @Post('decision')
  @Requires('decide', 'Approval')
  @Answers(AgreementDetail, 'The agreement after the decision')
  decide(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: ApprovalDecision }) decision: ApprovalDecision, @Res({ passthrough: true }) response: Response) {
    return withRevision(response, this.approvals.decide(actor, id, decision));
  }
}
