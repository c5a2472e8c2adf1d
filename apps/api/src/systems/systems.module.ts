import { Module } from '@nestjs/common';
import { Announcements } from './announcements.service.js';
import { SystemsController } from './systems.controller.js';
import { Systems } from './systems.service.js';

@Module({ controllers: [SystemsController], providers: [Systems, Announcements], exports: [Systems, Announcements] })
export class SystemsModule {}
