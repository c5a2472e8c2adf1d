import { Module, StandardSchemaSerializerInterceptor, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccountsModule } from './accounts/accounts.module.js';
import { AgreementsModule } from './agreements/agreements.module.js';
import { BacktestsModule } from './backtests/backtests.module.js';
import { ApprovalsModule } from './approvals/approvals.module.js';
import { BreachesModule } from './breaches/breaches.module.js';
import { Database } from './database/database.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { ExclusionsModule } from './exclusions/exclusions.module.js';
import { HealthController } from './health/health.controller.js';
import { BodyInterceptor } from './http/body.interceptor.js';
import { Clock } from './http/clock.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { Draining } from './http/draining.js';
import { PermissionGuard } from './http/permission.guard.js';
import { ProblemFilter } from './http/problem.filter.js';
import { TransactionInterceptor } from './http/transaction.interceptor.js';
import { validationPipe } from './http/validation.js';
import { NegotiationModule } from './negotiation/negotiation.module.js';
import { OpenApiController } from './http/openapi.controller.js';
import { LibraryModule } from './library/library.module.js';
import { IncomingModule } from './incoming/incoming.module.js';
import { MeasurementModule } from './measurement/measurement.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { SystemsModule } from './systems/systems.module.js';
import { VendorsModule } from './vendors/vendors.module.js';
import { IngestionModule } from './ingestion/ingestion.module.js';
import { WorkersModule } from './jobs/workers.module.js';
import { Settings, ShellModule } from './shell.module.js';

const features = [
  AccountsModule,
  AgreementsModule,
  ApprovalsModule,
  NegotiationModule,
  BacktestsModule,
  ReviewsModule,
  EvidenceModule,
  VendorsModule,
  SystemsModule,
  IncomingModule,
  IngestionModule,
  BreachesModule,
  CalendarModule,
  ExclusionsModule,
  LibraryModule,
  MeasurementModule,
  WorkersModule,
];

@Module({})
export class AppModule {
  static with(database: Database, clock: Clock, settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [ShellModule.with(database, clock, settings), ...features],
      controllers: [HealthController, OpenApiController],
      providers: [
        Draining,
        { provide: APP_GUARD, useClass: PermissionGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useValue: validationPipe },
        // No transaction waits for a body that is still arriving.
        { provide: APP_INTERCEPTOR, useClass: BodyInterceptor },
        // Outermost first: the transaction must enclose the serialiser, so that a wrong answer rolls the change back.
        { provide: APP_INTERCEPTOR, useClass: TransactionInterceptor },
        { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
      ],
    };
  }
}
