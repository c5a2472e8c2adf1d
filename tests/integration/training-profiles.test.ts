import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogEntry } from '#libs/wire/log.js';
import type { System } from '#libs/wire/systems.js';
import type { TrainingProfile, TrainingProfileList } from '#libs/wire/training-profiles.js';
import type { Vendor } from '#libs/wire/vendors.js';
import { startApp, type TestApp } from '../support/app.js';
import { foundOrganisation, join, type Caller } from '../support/caller.js';

let app: TestApp;
let us: Caller;
let others: Caller;
let system: System;
let vendor: Vendor;

const profile = {
  version: 'v1',
  rows: 100,
  columns: [
    { name: 'score', edges: [0.25, 0.5], counts: [50, 30, 20] },
    { name: 'age', edges: [30], counts: [40, 50], missing: 10 },
    { name: 'job', categories: { admin: 60, 'blue-collar': 39 }, missing: 1 },
  ],
};

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  others = await foundOrganisation(app, 'Another & Co');
  vendor = (await us.post<Vendor>('/vendors', { slug: 'leadmind', name: 'Leadmind' })).body;
  system = (await us.post<System>('/systems', { slug: 'lead-scoring', name: 'Lead scoring', vendorId: vendor.id })).body;
});
afterAll(() => app.stop());

const path = () => `/systems/${system.id}/training-profiles`;

test('a declared profile can be read back, with who declared it and a log entry of its digest', async () => {
  const declared = await us.post<TrainingProfile>(path(), profile);
  expect(declared).toMatchObject({ status: 201, body: { version: 'v1', rows: 100, columns: [{ name: 'score', missing: 0 }, { name: 'age' }, { name: 'job' }] } });
  expect(declared.body.digest).toMatch(/^[0-9a-f]{64}$/);
  expect((await us.get<TrainingProfileList>(path())).body.items).toEqual([declared.body]);
  const { body } = await us.get<{ readonly items: readonly LogEntry[] }>('/log?action=training-profile.declare');
  expect(body.items[0]).toMatchObject({ objectId: system.id, detail: { version: 'v1', digest: declared.body.digest } });
});

test('a profile that is declared again stands before the earlier one, and both are kept', async () => {
  const again = await us.post<TrainingProfile>(path(), { ...profile, rows: 1, columns: [{ name: 'score', edges: [0.5], counts: [1, 0] }] });
  const { items } = (await us.get<TrainingProfileList>(path())).body;
  expect(items.map(({ id }) => id)).toEqual([again.body.id, expect.any(String)]);
});

describe('what is refused, and where', () => {
  test.each([
    ['a count too few', { ...profile, columns: [{ name: 'score', edges: [0.25, 0.5], counts: [50, 50] }] }, '/columns/0/counts'],
    ['edges that do not ascend', { ...profile, columns: [{ name: 'score', edges: [0.5, 0.5], counts: [50, 30, 20] }] }, '/columns/0/edges'],
    ['counts that do not add up to the rows', { ...profile, columns: [{ name: 'score', edges: [0.5], counts: [50, 51] }] }, '/columns/0'],
    ['a column twice', { ...profile, columns: [profile.columns[0], profile.columns[0]] }, '/columns/1/name'],
    ['a negative count', { ...profile, columns: [{ name: 'job', categories: { a: -1, b: 101 } }] }, '/columns/0/categories/a'],
    ['categories for the score', { ...profile, columns: [{ name: 'score', categories: { high: 100 } }] }, '/columns/0/categories'],
    ['neither edges nor categories', { ...profile, columns: [{ name: 'job', missing: 100 }] }, '/columns/0'],
    ['no columns', { ...profile, columns: [] }, '/columns'],
    ['an unknown field', { ...profile, trainedBy: 'us' }, ''],
  ])('%s', async (_, body, pointer) => {
    const before = (await us.get<TrainingProfileList>(path())).body.items.length;
    const answer = await us.post<{ readonly code: string; readonly errors: readonly { readonly pointer: string }[] }>(path(), body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID' } });
    expect(answer.body.errors[0]!.pointer.startsWith(pointer)).toBe(true);
    expect((await us.get<TrainingProfileList>(path())).body.items.length).toBe(before);
  });

  test('a column of another kind than the events of its version have', async () => {
    const event = { id: 'kinds', system: system.slug, version: 'seen', time: '2026-03-01T10:00:00Z', features: { age: 41, job: 'admin' } };
    expect((await us.post<{ readonly accepted: number }>('/events', event)).body.accepted).toBe(1);
    const answer = await us.post<{ readonly errors: readonly { readonly pointer: string }[] }>(path(), {
      version: 'seen',
      rows: 10,
      columns: [{ name: 'age', categories: { old: 10 } }, { name: 'job', edges: [1], counts: [5, 5] }, { name: 'score', edges: [0.5], counts: [5, 5] }],
    });
    expect([answer.status, answer.body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['/columns/0/categories', '/columns/1/edges']]);
    expect((await us.post(path(), { version: 'unseen', rows: 10, columns: [{ name: 'age', categories: { old: 10 } }] })).status).toBe(201);
  });

  test('another organisation finds no such system', async () => {
    expect((await others.post(path(), profile)).status).toBe(404);
    expect((await others.get(path())).status).toBe(404);
  });

  test('the contact of the vendor may declare for its own systems, and finds no other vendor’s', async () => {
    const contact = await join(app, us.organisationId, 'vendor-contact', vendor.id);
    expect((await contact.post(path(), profile)).status).toBe(201);
    const other = (await us.post<Vendor>('/vendors', { slug: 'replywise', name: 'Replywise' })).body;
    const stranger = await join(app, us.organisationId, 'vendor-contact', other.id);
    expect((await stranger.post(path(), profile)).status).toBe(404);
    expect((await stranger.get(path())).status).toBe(404);
  });

  test('who only reads may not declare', async () => {
    const auditor = await join(app, us.organisationId, 'auditor');
    expect((await auditor.get(path())).status).toBe(200);
    expect((await auditor.post(path(), profile)).status).toBe(403);
  });
});
