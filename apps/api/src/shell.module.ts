import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Configuration } from './configuration.js';
import { Database } from './database/database.js';
import { Log } from './evidence/log.js';
import { Clock } from './http/clock.js';

/** The settings a running server needs to know about itself. */
export abstract class Settings {
  /** Address browsers use, without a path. Null: whatever loopback address the request came to. */
  abstract readonly origin: string | null;
  abstract readonly isHttps: boolean;
  abstract readonly demonstration: boolean;
  abstract readonly dataDirectory: string;
}

export function settingsOf(configuration: Configuration): Settings {
  return {
    origin: configuration.origin,
    isHttps: configuration.origin?.startsWith('https:') ?? false,
    demonstration: configuration.demonstration,
    dataDirectory: configuration.dataDirectory,
  };
}

/** What every feature may ask for: database, clock, log, settings. */
@Global()
@Module({})
export class ShellModule {
  static with(database: Database, clock: Clock, settings: Settings): DynamicModule {
    return {
      module: ShellModule,
      providers: [
        { provide: Database, useValue: database },
        { provide: Clock, useValue: clock },
        { provide: Settings, useValue: settings },
        Log,
      ],
      exports: [Database, Clock, Settings, Log],
    };
  }
}
