import { Controller, Get, Module } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import type { INestApplication } from '@nestjs/common';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { abilityOfRole } from '#libs/access/ability.js';
import { Authentication } from '../../apps/api/src/accounts/authentication.js';
import type { Actor } from '../../apps/api/src/http/actor.js';
import { PermissionGuard } from '../../apps/api/src/http/permission.guard.js';
import { Public, Requires, SignedIn } from '../../apps/api/src/http/permission.js';
import { ProblemFilter } from '../../apps/api/src/http/problem.filter.js';

@Controller()
class Routes {
  @Get('undeclared')
  undeclared(): string {
    return 'reached';
  }

  @Get('declared')
  @Requires('manage', 'all')
  declared(): string {
    return 'reached';
  }

  @Get('signed-in')
  @SignedIn()
  signedIn(): string {
    return 'reached';
  }

  @Get('public')
  @Public('a test')
  public(): string {
    return 'reached';
  }
}

const administrator: Actor = { kind: 'account', organisationId: 1, id: 'x', name: 'x', vendorId: null, ability: abilityOfRole('administrator', null) };
const nobody = 'X-Nobody';

@Module({
  controllers: [Routes],
  providers: [
    { provide: APP_GUARD, useClass: PermissionGuard },
    { provide: Authentication, useValue: { actorOf: async (request: Request) => (nobody.toLowerCase() in request.headers ? undefined : administrator) } },
  ],
})
class RoutesModule {}

let application: INestApplication;
let origin: string;
beforeAll(async () => {
  application = await NestFactory.create(RoutesModule, { logger: false });
  application.useGlobalFilters(new ProblemFilter());
  await application.listen(0, '127.0.0.1');
  origin = `http://127.0.0.1:${(application.getHttpServer().address() as AddressInfo).port}`;
});
afterAll(() => application.close());

test.each([
  ['a route that declares no permission is refused even to an administrator', '/undeclared', {}, 403],
  ['and to nobody', '/undeclared', { [nobody]: '1' }, 403],
  ['a declared one is open to those who have the permission', '/declared', {}, 200],
  ['and closed to nobody', '/declared', { [nobody]: '1' }, 401],
  ['one for signed-in callers is closed to nobody', '/signed-in', { [nobody]: '1' }, 401],
  ['a public one is open to nobody', '/public', { [nobody]: '1' }, 200],
])('%s', async (_, path, headers, status) => {
  expect((await fetch(origin + path, { headers })).status).toBe(status);
});
