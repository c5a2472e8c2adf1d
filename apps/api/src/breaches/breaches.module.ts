import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { BreachKeeping } from './breach-keeping.service.js';
import { BreachesController } from './breaches.controller.js';
import { Breaches } from './breaches.service.js';
import { NoticeTemplate, Notices } from './notices.service.js';

@Module({
  imports: [AgreementsModule],
  controllers: [BreachesController],
  providers: [Breaches, BreachKeeping, Notices, { provide: NoticeTemplate, useFactory: () => NoticeTemplate.read() }],
  exports: [Breaches, BreachKeeping],
})
export class BreachesModule {}
