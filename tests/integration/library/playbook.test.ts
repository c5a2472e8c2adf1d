import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgreementTemplate } from '#libs/wire/agreements.js';
import type { Playbook, PlaybookEntry } from '#libs/wire/library.js';
import { ifMatch, newDraft, newParties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';

let app: TestApp;
let us: Caller;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
});
afterAll(() => app.stop());

const change = { positions: { preferred: '99.90', fallback: '99.5', walkAway: null }, reason: 'Our board asked for it' };

describe('the playbook', () => {
  test('has every term with the shipped positions until somebody changes them', async () => {
    const { body } = await us.get<Playbook>('/playbook');
    expect(body.items.length).toBeGreaterThan(40);
    expect(body.items.every(({ revision, changedBy }) => revision === 0 && changedBy === null)).toBe(true);
  });

  test('is changed term by term, with a reason, by whoever last saw it; new drafts start with what it prefers', async () => {
    const path = '/playbook/uptime.target';
    expect((await us.put(path, change)).status).toBe(428);
    const changed = await us.put<PlaybookEntry>(path, change, ifMatch(0));
    expect(changed).toMatchObject({ status: 200, body: { revision: 1, reason: change.reason, changedBy: 'Ada Administrator', definition: { initial: '99.9', positions: { preferred: '99.9', fallback: '99.5', walkAway: null } } } });
    expect(await us.put(path, change, ifMatch(0))).toMatchObject({ status: 412, body: { code: 'PRECONDITION_FAILED' } });
    expect(await us.put(path, change, ifMatch(1))).toMatchObject({ status: 200, body: { revision: 2 } });
    expect((await us.get<PlaybookEntry>(path)).headers['etag']).toBe('"r2"');
    expect((await newDraft(us, await newParties(us))).draft.terms['uptime.target']).toBe('99.9');
    const log = await us.get<{ items: { action: string; objectId: string }[] }>('/log?action=playbook.change');
    expect(JSON.stringify(log.body)).toContain('uptime.target');
  });

  test.for([
    ['latency.threshold', { preferred: '1255', fallback: null, walkAway: null }, '/positions/preferred'],
    ['uptime.target', { preferred: '99', fallback: '100.0001', walkAway: null }, '/positions/fallback'],
    ['uptime.method', { preferred: null, fallback: null, walkAway: 'guess' }, '/positions/walkAway'],
  ] as const)('refuses a value that %s cannot have, and points at it', async ([path, positions, pointer]) => {
    const answer = await us.put(`/playbook/${path}`, { positions, reason: 'r' }, ifMatch(0));
    expect(answer).toMatchObject({ status: 422, body: { code: 'TERM_INVALID', errors: [{ pointer }] } });
  });

  test('refuses a change at a revision that never was, a path that is not a term, and a reason left out', async () => {
    expect((await us.put('/playbook/latency.threshold', { positions: { preferred: '200', fallback: null, walkAway: null }, reason: 'r' }, ifMatch(7))).status).toBe(412);
    expect((await us.get<PlaybookEntry>('/playbook/latency.threshold')).body.revision).toBe(0);
    expect((await us.put('/playbook/nowhere.at', change, ifMatch(0))).status).toBe(404);
    expect((await us.put('/playbook/uptime.target', { ...change, reason: ' ' }, ifMatch(2))).status).toBe(422);
  });

  test('is changed by legal and administrators, read by all of us, and never seen by a vendor or another organisation', async () => {
    const [legal, procurement, contact] = [await join(app, us.organisationId, 'legal'), await join(app, us.organisationId, 'procurement'), await join(app, us.organisationId, 'vendor-contact', (await newParties(us)).vendorId)];
    expect((await legal.put('/playbook/uptime.minimumSample', { positions: { preferred: '10', fallback: null, walkAway: null }, reason: 'r' }, ifMatch(0))).status).toBe(200);
    expect((await procurement.put('/playbook/uptime.target', change, ifMatch(2))).status).toBe(403);
    expect((await procurement.get('/playbook')).status).toBe(200);
    expect((await contact.get('/playbook')).status).toBe(403);
    const { body } = await contact.get<AgreementTemplate>('/agreement-templates/ai-crm-standard');
    expect(body.terms.every(({ initial, positions }) => initial === null && positions.preferred === null)).toBe(true);
    const others = await foundOrganisation(app);
    expect((await others.get<PlaybookEntry>('/playbook/uptime.target')).body.revision).toBe(0);
  });
});
