import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { BacktestsController } from './backtests.controller.js';
import { BacktestsService } from './backtests.service.js';

@Module({ imports: [AgreementsModule], controllers: [BacktestsController], providers: [BacktestsService] })
export class BacktestsModule {}
