import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { AppModule } from './app.module.js';
import type { Database } from './database/database.js';
import { limitArrival } from './http/arrival.js';
import type { Clock } from './http/clock.js';
import { requestFrame } from './http/request-frame.js';
import { inProject } from './project-root.js';
import type { Settings } from './shell.module.js';

/** The whole server on a connected database, not yet listening. Closing it closes the database's pools too. */
export async function createApplication(database: Database, clock: Clock, settings: Settings): Promise<NestExpressApplication> {
  const application = await NestFactory.create<NestExpressApplication>(AppModule.with(database, clock, settings), {
    bodyParser: false,
    logger: ['error', 'warn'],
    routeConflictPolicy: { duplicate: 'error', shadow: 'error' },
  });
  application.disable('x-powered-by');
  application.disable('etag');
  application.setGlobalPrefix('api/v1');
  application.use(requestFrame(settings.isHttps));
  // The server's own limit would end an import of six minutes; `limitArrival` spares those.
  application.getHttpServer().requestTimeout = 0;
  application.use((request: Request, _response: Response, next: NextFunction) => {
    limitArrival(request);
    next();
  });
  serveConsole(application, inProject('dist/console'));
  return application;
}

// Every address outside /api is the console's: a file, or its one page, which knows the routes.
function serveConsole(application: NestExpressApplication, folder: string): void {
  if (!existsSync(folder)) return;
  application.useStaticAssets(folder, {
    index: false,
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', path.includes('/_app/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  application.use((request: Request, response: Response, next: NextFunction) => {
    if (request.path.startsWith('/api/') || !['GET', 'HEAD'].includes(request.method)) next();
    else response.setHeader('Cache-Control', 'no-cache').sendFile(join(folder, 'index.html'));
  });
}
