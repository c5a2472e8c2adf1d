import { afterAll, beforeAll, expect, test } from 'vitest';
import { inProject } from '../../apps/api/src/project-root.js';
import { openApiDocument } from '../../apps/api/src/http/openapi.js';
import { routeDeclarations } from '../../apps/api/src/http/route-declarations.js';
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
  const declarations = routeDeclarations(app.application);
  expect(declarations.length).toBeGreaterThan(30);
  expect(declarations.filter(({ permission }) => permission === undefined).map(({ operation }) => operation)).toEqual([]);
});

test('every reference leads to something in the document', () => {
  const document = openApiDocument(app.application);
  const references = [...new Set(Array.from(JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g), ([, reference]) => reference!))];
  expect(references.length).toBeGreaterThan(50);
  const found = (reference: string): unknown => reference.slice(2).split('/').reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined), document);
  expect(references.filter((reference) => !reference.startsWith('#/components/') || found(reference) === undefined)).toEqual([]);
});
