import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgreementDetail } from '#libs/wire/agreements.js';
import type { Backtest } from '#libs/wire/backtests.js';
import type { Problem } from '#libs/wire/problem.js';
import { startApp, type TestApp } from '../../support/app.js';
import { newDraft, newParties, saveTerms } from '../../support/agreements.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';
import { measuredSystem, push, smallTerms, type Measured } from '../../support/measured.js';

let app: TestApp;
let us: Caller;
let system: Measured;
let draft: AgreementDetail;
const january = { from: '2026-01-01', until: '2026-01-31' };

/** Ten events of one January day, of which four failed. */
const events = Array.from({ length: 10 }, (_, at) => ({ time: `2026-01-05T10:0${at}:00Z`, status: at < 4 ? ('error' as const) : ('ok' as const), decision: true, score: 0.8, latencyMs: 100 }));
const csv = ['time,status,decision,score,latencyMs,outcome', ...events.map(({ time, status, decision, score, latencyMs }, at) => [time, status, decision, score, latencyMs, at < 6 ? 'positive' : 'negative'].join(','))].join('\n');

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  system = await measuredSystem(app, us);
  await push(us, system, events);
  draft = await saveTerms(us, await newDraft(us, { vendorId: system.vendorId, systemId: system.systemId }, { title: 'Renewal' }), smallTerms);
});
afterAll(() => app.stop());

const path = (): string => `/agreements/${draft.id}/backtest`;

async function upload(body: string | Buffer, type = 'text/csv', headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(`${app.origin}/api/v1${path()}/file?from=2026-01-01&until=2026-01-31`, { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers: { cookie: us.cookie, origin: app.origin, 'content-type': type, ...headers } });
  return { status: answer.status, body: (await answer.json()) as Backtest & Problem };
}

describe('on what was stored', () => {
  test('the terms of a draft are priced as those of an agreement in force are', async () => {
    const { status, body } = await us.post<Backtest>(path(), january);
    expect(status).toBe(200);
    expect(body).toMatchObject({ source: 'intervals', events: 10, counter: null, file: null, from: '2026-01-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' });
    const uptime = body.terms.series.find(({ metric }) => metric === 'availability');
    expect(uptime).toMatchObject({ systemId: system.systemId, windows: [{ value: '60', sampleSize: 10, verdict: 'breached', credit: { amount: { amount: '100.00', currency: 'EUR' } } }] });
    expect(body.terms.months).toMatchObject([{ breached: 1, amount: { amount: '100.00', currency: 'EUR' } }]);
    expect(body.terms.methods.map(({ method, series }) => [method, series[0]?.windows[0]?.value])).toEqual([
      ['event-ratio', '60'],
      ['interval-average', '60'],
      ['bad-minutes', '60'],
      ['all-failed-minutes', '60'],
    ]);
  });

  test('the other side’s values stand beside ours, and what is not saved can be tried', async () => {
    const { body } = await us.post<Backtest>(path(), { ...january, draft: { ...draft.draft, terms: { ...draft.draft.terms, 'credits.monthlyCharge': '2000.00 EUR' } }, counter: { 'uptime.target': '60', 'credits.uptimeTiers': [{ bound: '60', inclusive: false, percent: '5' }] } });
    expect(body.terms.totals.amount).toEqual({ amount: '200.00', currency: 'EUR' });
    expect(body.counter?.totals).toMatchObject({ breached: 0, amount: { amount: '0.00', currency: 'EUR' } });
    expect((await us.get<AgreementDetail>(`/agreements/${draft.id}`)).body).toEqual(draft);
  });

  test('a period without events decides nothing', async () => {
    const { body } = await us.post<Backtest>(path(), { from: '2025-11-01', until: '2025-12-31' });
    expect(body.terms.totals).toMatchObject({ met: 0, breached: 0, credits: 0 });
    expect(body.terms.series.every(({ windows }) => windows.every(({ verdict }) => verdict === 'not-measured'))).toBe(true);
  });
});

describe('on the events of a file', () => {
  test('a CSV with outcomes is tried without storing anything', async () => {
    const { status, body } = await upload(csv);
    expect(status).toBe(200);
    expect(body).toMatchObject({ source: 'file', events: 10, file: { records: 10, taken: 10, refused: 0, faults: [] } });
    expect(body.terms.series.find(({ metric }) => metric === 'precision')?.windows).toMatchObject([{ value: '60', sampleSize: 10, verdict: 'met', finality: 'final' }]);
    const again = await us.post<Backtest>(path(), january);
    expect(again.body.events).toBe(10);
  });

  test('NDJSON may be packed, and names its systems', async () => {
    const lines = events.map((event, at) => JSON.stringify({ ...event, system: at < 5 ? 'one' : 'another "one"' })).join('\n');
    const { body } = await upload(gzipSync(lines), 'application/x-ndjson', { 'content-encoding': 'gzip' });
    expect(body.terms.series.filter(({ metric }) => metric === 'availability').map(({ systemId, systemName, windows }) => [systemId, systemName, windows[0]?.value])).toEqual([
      [null, 'one', '20'],
      [null, 'another "one"', '100'],
    ]);
  });

  test('records that make no sense are refused one by one, with their lines', async () => {
    const { body } = await upload(`${csv}\n2026-01-40T00:00:00Z,ok,true,0.5,1,\n2026-01-06T00:00:00Z,ok,perhaps,0.5,1,\nshort\n`);
    expect(body.file).toMatchObject({ records: 13, taken: 10, refused: 3, faults: [{ line: 12 }, { line: 13, detail: expect.stringContaining('decision') as string }, { line: 14, detail: 'the line has 1 cells, the header has 6' }] });
  });

  test.for([
    ['a header without a time', 'when,status\n2026-01-05T10:00:00Z,ok', 'text/csv', 422, 'INVALID'],
    ['another media type', '{}', 'application/json', 415, 'MEDIA_TYPE'],
  ] as const)('%s is refused', async ([, body, type, status, code]) => {
    expect(await upload(body, type)).toMatchObject({ status, body: { code } });
  });
});

describe('refusals', () => {
  test.for([
    ['a period that ends before it begins', { from: '2026-02-01', until: '2026-01-01' }, '/until'],
    ['a period of six years', { from: '2020-01-01', until: '2026-01-01' }, '/from'],
    ['a day that does not exist', { from: '2026-02-30', until: '2026-03-01' }, '/from'],
  ] as const)('%s', async ([, body, pointer]) => {
    expect(await us.post(path(), body)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  test('a draft that lacks a term says which', async () => {
    const unfinished = await newDraft(us, await newParties(us));
    const answer = await us.post(`/agreements/${unfinished.id}/backtest`, january);
    expect(answer).toMatchObject({ status: 422, body: { code: 'TERM_INVALID' } });
    expect(answer.body.errors.map(({ pointer }) => pointer)).toContain('/terms/credits.monthlyCharge');
  });

  test.for(['engineer', 'vendor-contact'] as const)('a %s may not try terms', async (role) => {
    const caller = await join(app, us.organisationId, role, role === 'vendor-contact' ? system.vendorId : undefined);
    expect(await caller.post(path(), january)).toMatchObject({ status: 403 });
  });

  test.for(['legal', 'procurement', 'compliance', 'auditor'] as const)('a %s may', async (role) => {
    const caller = await join(app, us.organisationId, role);
    expect(await caller.post(path(), january)).toMatchObject({ status: 200 });
  });

  test('another organisation’s agreement is not found', async () => {
    const others = await foundOrganisation(app, 'Another & Co');
    expect(await others.post(path(), january)).toMatchObject({ status: 404 });
  });
});
