import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { inProject } from '../project-root.js';
import { PackStore } from './pack-store.js';
import { ReviewsController } from './reviews.controller.js';
import { Reviews } from './reviews.service.js';

@Module({
  imports: [AgreementsModule],
  controllers: [ReviewsController],
  providers: [Reviews, { provide: PackStore, useFactory: () => PackStore.read(inProject('templates/packs')) }],
  exports: [PackStore],
})
export class ReviewsModule {}
