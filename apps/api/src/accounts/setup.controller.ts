import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Session, Setup, SetupState } from '#libs/wire/sessions.js';
import { Answers } from '../http/answers.js';
import { OwnTransaction, Public } from '../http/permission.js';
import { SetupService } from './setup.service.js';

@ApiTags('setup')
@Controller('setup')
export class SetupController {
  constructor(private readonly setup: SetupService) {}

  @Get()
  @Public('the console asks before anybody can sign in')
  @Answers(SetupState, 'Whether the installation waits for its first organisation')
  state(): Promise<SetupState> {
    return this.setup.state();
  }

  @Post()
  @Public('the one-time code stands for the operator')
  @OwnTransaction('there is no organisation yet')
  @Answers(Session, 'Set up; the administrator is signed in', 201)
  setUp(@Body({ schema: Setup }) body: Setup, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Session> {
    return this.setup.setUp(body, request, response);
  }
}
