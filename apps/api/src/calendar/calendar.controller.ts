import { Body, Controller, Delete, Get, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { CalendarFeed, CalendarFeedPage, CalendarPage, CalendarQuery, IssuedCalendarFeed, NewCalendarFeed } from '#libs/wire/calendar.js';
import { Id } from '#libs/wire/scalars.js';
import { CurrentActor, type Actor } from '../http/actor.js';
import { Answers, AnswersFile } from '../http/answers.js';
import { Public, Requires, SecretAnswer } from '../http/permission.js';
import { Deadlines } from './calendar.service.js';
import { CalendarFeeds } from './feeds.service.js';

const Token = z.string().max(100);

@ApiTags('calendar')
@Controller()
export class CalendarController {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly feeds: CalendarFeeds,
  ) {}

  @Get('calendar')
  @Requires('read', 'Agreement')
  @Answers(CalendarPage, 'What falls due in a period, by day')
  page(@CurrentActor() actor: Actor, @Query({ schema: CalendarQuery }) query: CalendarQuery) {
    return this.deadlines.page(actor, query);
  }

  @Get('calendar-feeds')
  @Requires('read', 'CalendarFeed')
  @Answers(CalendarFeedPage, 'The calendar addresses of the organisation, newest first, without the addresses')
  list(@CurrentActor() actor: Actor) {
    return this.feeds.page(actor);
  }

  @Post('calendar-feeds')
  @Requires('create', 'CalendarFeed')
  @SecretAnswer()
  @Answers(IssuedCalendarFeed, 'Made; the address is shown once', 201)
  create(@CurrentActor() actor: Actor, @Body({ schema: NewCalendarFeed }) feed: NewCalendarFeed, @Req() request: Request) {
    return this.feeds.create(actor, feed, request);
  }

  @Delete('calendar-feeds/:id')
  @Requires('revoke', 'CalendarFeed')
  @Answers(CalendarFeed, 'Revoked')
  revoke(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.feeds.revoke(actor, id);
  }

  @Get('calendar/:token.ics')
  @Public('calendar programs cannot sign in: the address is the secret')
  @AnswersFile('text/calendar', 'The deadlines as an iCalendar file')
  async ics(@Param('token', { schema: Token }) token: string, @Req() request: Request) {
    return new StreamableFile(Buffer.from(await this.feeds.read(token, request)), { type: 'text/calendar; charset=utf-8', disposition: 'inline; filename="deadlines.ics"' });
  }
}
