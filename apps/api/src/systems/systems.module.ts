import { Module } from '@nestjs/common';
import { Announcements } from './announcements.service.js';
import { SystemsController } from './systems.controller.js';
import { Systems } from './systems.service.js';
import { TrainingProfilesController } from './training-profiles.controller.js';
import { TrainingProfiles } from './training-profiles.service.js';

@Module({
  controllers: [SystemsController, TrainingProfilesController],
  providers: [Systems, Announcements, TrainingProfiles],
  exports: [Systems, Announcements],
})
export class SystemsModule {}
