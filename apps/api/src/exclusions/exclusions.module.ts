import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { ExclusionsController } from './exclusions.controller.js';
import { Exclusions } from './exclusions.service.js';

@Module({ imports: [JobsModule], controllers: [ExclusionsController], providers: [Exclusions], exports: [Exclusions] })
export class ExclusionsModule {}
