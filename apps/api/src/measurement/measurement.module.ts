import { Module } from '@nestjs/common';
import { BreachesModule } from '../breaches/breaches.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { MeasurementController } from './measurement.controller.js';
import { Measuring } from './measuring.service.js';
import { Series } from './series.service.js';
import { StreamController } from './stream.controller.js';
import { Streams } from './streams.service.js';

@Module({
  imports: [BreachesModule, JobsModule],
  controllers: [MeasurementController, StreamController],
  providers: [Measuring, Series, Streams],
  exports: [Measuring, Series],
})
export class MeasurementModule {}
