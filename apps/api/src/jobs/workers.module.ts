import { Module } from '@nestjs/common';
import { IngestionModule } from '../ingestion/ingestion.module.js';
import { MeasurementModule } from '../measurement/measurement.module.js';
import { JobsModule } from './jobs.module.js';
import { Sweep } from './sweep.service.js';
import { Workers } from './workers.service.js';

@Module({ imports: [JobsModule, MeasurementModule, IngestionModule], providers: [Sweep, Workers], exports: [Sweep, Workers] })
export class WorkersModule {}
