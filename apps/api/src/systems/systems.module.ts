import { Module } from '@nestjs/common';
import { IngestionModule } from '../ingestion/ingestion.module.js';
import { Announcements } from './announcements.service.js';
import { SlicesController } from './slices.controller.js';
import { Slices } from './slices.service.js';
import { SystemsController } from './systems.controller.js';
import { Systems } from './systems.service.js';
import { TrainingProfilesController } from './training-profiles.controller.js';
import { TrainingProfiles } from './training-profiles.service.js';

@Module({
  imports: [IngestionModule],
  controllers: [SystemsController, SlicesController, TrainingProfilesController],
  providers: [Systems, Announcements, Slices, TrainingProfiles],
  exports: [Systems, Announcements],
})
export class SystemsModule {}
