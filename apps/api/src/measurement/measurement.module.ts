import { Module } from '@nestjs/common';
import { BreachesModule } from '../breaches/breaches.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { MeasurementController } from './measurement.controller.js';
import { Measuring } from './measuring.service.js';
import { Recomputations } from './recomputations.service.js';
import { ReportPlaces } from './report-places.js';
import { DriftReports } from './reports/drift-reports.service.js';
import { OversightReports } from './reports/oversight-reports.service.js';
import { PerformanceReports } from './reports/performance-reports.service.js';
import { ReportsController } from './reports/reports.controller.js';
import { Reports } from './reports/reports.service.js';
import { ServiceReports } from './reports/service-reports.service.js';
import { SliceReports } from './reports/slice-reports.service.js';
import { Series } from './series.service.js';
import { StreamController } from './stream.controller.js';
import { Streams } from './streams.service.js';

@Module({
  imports: [BreachesModule, JobsModule],
  controllers: [MeasurementController, ReportsController, StreamController],
  providers: [Measuring, ReportPlaces, Recomputations, Series, Streams, Reports, DriftReports, PerformanceReports, ServiceReports, SliceReports, OversightReports],
  exports: [Measuring, Series],
})
export class MeasurementModule {}
