import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApplication } from '../../apps/api/src/application.js';
import { Database } from '../../apps/api/src/database/database.js';
import { Clock } from '../../apps/api/src/http/clock.js';
import { createTestDatabase, type TestDatabase } from './database.js';

/** A clock that stands still until the test moves it. */
export class TestClock extends Clock {
  constructor(private present: Date) {
    super();
  }

  now(): Date {
    return new Date(this.present);
  }

  set(instant: string): void {
    this.present = new Date(instant);
  }
}

export interface TestApp {
  /** Address of the server, without a path. */
  readonly origin: string;
  readonly clock: TestClock;
  readonly database: TestDatabase;
  readonly application: NestExpressApplication;
  stop(): Promise<void>;
}

/** The whole server over real HTTP on its own database, on a free loopback port. */
export async function startApp(options: { readonly now?: string } = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const clock = new TestClock(new Date(options.now ?? '2026-03-15T12:00:00Z'));
  const settings = { origin: null, isHttps: false, demonstration: false, dataDirectory: '' };
  const application = await createApplication(await Database.connect(database.urls), clock, settings);
  await application.listen(0, '127.0.0.1');
  const { port } = application.getHttpServer().address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    clock,
    database,
    application,
    stop: async () => {
      await application.close();
      await database.drop();
    },
  };
}
