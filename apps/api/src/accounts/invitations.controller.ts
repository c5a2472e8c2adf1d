import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { InvitationAcceptance } from '#libs/wire/accounts.js';
import { Session } from '#libs/wire/sessions.js';
import { Answers } from '../http/answers.js';
import { OwnTransaction, Public } from '../http/permission.js';
import { Invitations } from './invitations.service.js';

@ApiTags('accounts')
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

  @Post('accept')
  @Public('the invitation stands for the invited person')
  @OwnTransaction('the organisation is known only from the invitation')
  @Answers(Session, 'Accepted; the person is signed in', 201)
  accept(@Body({ schema: InvitationAcceptance }) body: InvitationAcceptance, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Session> {
    return this.invitations.accept(body, request, response);
  }
}
