import { Module } from '@nestjs/common';
import { SystemsController } from './systems.controller.js';
import { Systems } from './systems.service.js';

@Module({ controllers: [SystemsController], providers: [Systems], exports: [Systems] })
export class SystemsModule {}
