import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DriftQuery, DriftReport } from '#libs/wire/drift-reports.js';
import { PerformanceQuery, PerformanceReport } from '#libs/wire/performance-reports.js';
import { Id } from '#libs/wire/scalars.js';
import { OversightQuery, OversightReport, ServiceQuery, ServiceReport } from '#libs/wire/service-reports.js';
import { SliceQuery, SliceReport } from '#libs/wire/slice-reports.js';
import { CurrentActor, type Actor } from '../../http/actor.js';
import { Answers } from '../../http/answers.js';
import { Requires } from '../../http/permission.js';
import { DriftReports } from './drift-reports.service.js';
import { OversightReports } from './oversight-reports.service.js';
import { PerformanceReports } from './performance-reports.service.js';
import { ServiceReports } from './service-reports.service.js';
import { SliceReports } from './slice-reports.service.js';

@ApiTags('systems')
@Controller('systems/:id')
export class ReportsController {
  constructor(
    private readonly drifts: DriftReports,
    private readonly performances: PerformanceReports,
    private readonly services: ServiceReports,
    private readonly slices: SliceReports,
    private readonly oversights: OversightReports,
  ) {}

  @Get('drift')
  @Requires('read', 'Measurement')
  @Answers(DriftReport, 'Whether scores, decisions, outcomes and features are distributed as in the baseline')
  drift(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: DriftQuery }) query: DriftQuery) {
    return this.drifts.of(actor, id, query);
  }

  @Get('performance')
  @Requires('read', 'Measurement')
  @Answers(PerformanceReport, 'How good decisions and scores were, measured and estimated')
  performance(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: PerformanceQuery }) query: PerformanceQuery) {
    return this.performances.of(actor, id, query);
  }

  @Get('service')
  @Requires('read', 'Measurement')
  @Answers(ServiceReport, 'Availability by every method, latency, throughput, freshness and when each version answered')
  service(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: ServiceQuery }) query: ServiceQuery) {
    return this.services.of(actor, id, query);
  }

  @Get('slice-report')
  @Requires('read', 'Measurement')
  @Answers(SliceReport, 'The groups of events side by side: rates, impact ratios and gaps')
  slice(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: SliceQuery }) query: SliceQuery) {
    return this.slices.of(actor, id, query);
  }

  @Get('oversight')
  @Requires('read', 'Measurement')
  @Answers(OversightReport, 'What people did with the answers')
  oversight(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string, @Query({ schema: OversightQuery }) query: OversightQuery) {
    return this.oversights.of(actor, id, query);
  }
}
