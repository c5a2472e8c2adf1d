import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { Deadlines } from './calendar.service.js';
import { CalendarFeeds } from './feeds.service.js';

@Module({ controllers: [CalendarController], providers: [Deadlines, CalendarFeeds] })
export class CalendarModule {}
