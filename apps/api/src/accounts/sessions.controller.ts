import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Session, SignIn } from '#libs/wire/sessions.js';
import { type Actor, CurrentActor } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { OwnTransaction, Public, SignedIn } from '../http/permission.js';
import { Sessions } from './sessions.service.js';

@ApiTags('session')
@Controller('session')
export class SessionsController {
  constructor(private readonly sessions: Sessions) {}

  @Post()
  @Public('whoever signs in is nobody yet')
  @OwnTransaction('the organisation is known only after the password was checked')
  @Answers(Session, 'Signed in; the cookie is set', 201)
  signIn(@Body({ schema: SignIn }) body: SignIn, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Session> {
    return this.sessions.signIn(body, request, response);
  }

  @Get()
  @SignedIn()
  @Answers(Session, 'Who is signed in, and until when')
  current(@CurrentActor() actor: Actor, @Req() request: Request): Promise<Session> {
    return this.sessions.current(actor, request);
  }

  @Delete()
  @SignedIn()
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Signed out' })
  signOut(@CurrentActor() actor: Actor, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    return this.sessions.end(actor, request, response);
  }
}
