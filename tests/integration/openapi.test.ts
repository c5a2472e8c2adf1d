import { ModulesContainer, Reflector } from '@nestjs/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inProject } from '../../apps/api/src/project-root.js';
import { openApiDocument } from '../../apps/api/src/http/openapi.js';
import { permissionKey } from '../../apps/api/src/http/permission.js';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

test('the committed OpenAPI document is what the routes say (npm test -- --project integration -u writes it)', async () => {
  await expect(`${JSON.stringify(openApiDocument(app.application), null, 1)}\n`).toMatchFileSnapshot(inProject('apps/api/openapi.json'));
});

test('every request body refuses unknown fields', () => {
  const schemas = openApiDocument(app.application).components?.schemas ?? {};
  const open = Object.entries(schemas)
    .filter(([name, schema]) => /^(New|Sign|Setup|Invitation|Account)/.test(name) && 'type' in schema && schema.type === 'object' && schema.additionalProperties !== false)
    .map(([name]) => name);
  expect(open).toEqual([]);
});

test('every route declares who may call it', () => {
  const reflector = app.application.get(Reflector);
  const undeclared: string[] = [];
  for (const module of app.application.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      for (const name of Object.getOwnPropertyNames(metatype.prototype)) {
        const handler: unknown = Reflect.get(metatype.prototype, name);
        if (name === 'constructor' || typeof handler !== 'function' || !Reflect.hasMetadata('path', handler)) continue;
        if (reflector.getAllAndOverride<unknown>(permissionKey, [handler as () => void, metatype]) === undefined) undeclared.push(`${metatype.name}.${name}`);
      }
    }
  }
  expect(undeclared).toEqual([]);
});
