import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { ReviewsController } from './reviews.controller.js';
import { Reviews } from './reviews.service.js';

@Module({ imports: [AgreementsModule], controllers: [ReviewsController], providers: [Reviews] })
export class ReviewsModule {}
