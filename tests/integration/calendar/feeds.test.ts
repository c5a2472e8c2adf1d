import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgreementDetail } from '#libs/wire/agreements.js';
import type { CalendarFeed, CalendarPage, IssuedCalendarFeed } from '#libs/wire/calendar.js';
import { agreementIn, newParties, type Parties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';
import { anonymous } from '../../support/requests.js';

let app: TestApp;
let us: Caller;
let parties: Parties;
let active: AgreementDetail;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  parties = await newParties(us);
  active = await agreementIn('active', us, parties);
});
afterAll(() => app.stop());

const pathOf = (address: string) => new URL(address).pathname.replace('/api/v1', '');
const reading = (address: string) => anonymous(app)('GET', pathOf(address));
const made = async (body: Readonly<Record<string, unknown>>) => (await us.post<IssuedCalendarFeed>('/calendar-feeds', body)).body;
const period = 'from=2026-01-01&to=2027-12-31';

test('the calendar has every deadline of active agreements that has a day, in order', async () => {
  const { body } = await us.get<CalendarPage>(`/calendar?${period}`);
  const dated = active.clocks.filter(({ dueAt }) => dueAt !== null);
  expect(body.items.length).toBeGreaterThanOrEqual(dated.length);
  expect(body.items.map(({ dueAt }) => dueAt)).toEqual(body.items.map(({ dueAt }) => dueAt).toSorted());
  expect(new Set(body.items.map(({ label }) => label))).toEqual(new Set(dated.map(({ definition }) => definition.label)));
});

test.for(['', 'from=2026-01-01', 'from=2026-02-01&to=2026-01-01', 'from=2026-01-01&to=2036-01-01', 'from=2026-02-30&to=2026-03-01'])('the calendar of the period %j is refused', async (query) => {
  expect((await us.get(`/calendar?${query}`)).status).toBe(422);
});

describe('an address', () => {
  test('answers whoever has it with the deadlines, without a session', async () => {
    const { feed, address } = await made({ name: 'Ours' });
    expect(feed).toMatchObject({ name: 'Ours', agreementId: null, createdBy: 'Ada Administrator', revokedAt: null });
    const answer = await reading(address);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const entries = (await us.get<CalendarPage>(`/calendar?${period}`)).body.items;
    expect(answer.text.replaceAll(/\r\n /g, '').match(/^UID:.*$/gm)?.map((line) => line.trim())).toEqual(entries.map(({ id }) => `UID:${id}@fineprint`));
  });

  test('of one agreement has that one only', async () => {
    const other = await newParties(us);
    await agreementIn('active', us, other, { title: 'The other' });
    const { address } = await made({ name: 'One', agreementId: active.id });
    expect((await reading(address)).text).not.toContain('The other');
    expect((await reading((await made({ name: 'All' })).address)).text).toContain('The other');
  });

  test('is never shown again, and only its hash is kept', async () => {
    const { address } = await made({ name: 'Hidden' });
    const token = pathOf(address).split('/').at(-1)?.replace('.ics', '') ?? '';
    expect(token).toHaveLength(43);
    expect((await us.get('/calendar-feeds')).text).not.toContain(token);
    expect((await us.get('/log')).text).not.toContain(token);
  });

  test('answers nobody once it is revoked, and both are logged', async () => {
    const { feed, address } = await made({ name: 'Gone' });
    const revoked = await us.delete<CalendarFeed>(`/calendar-feeds/${feed.id}`);
    expect(revoked.body.revokedAt).not.toBeNull();
    expect((await reading(address)).status).toBe(404);
    const { text } = await us.get('/log');
    expect(text).toContain('calendar-feed.create');
    expect(text).toContain('calendar-feed.revoke');
  });

  test.for(['', 'x', 'x'.repeat(43), '../session', 'x'.repeat(101)])('that was guessed, %j, answers nobody', async (token) => {
    expect([404, 422]).toContain((await anonymous(app)('GET', `/calendar/${encodeURIComponent(token)}.ics`)).status);
  });

  test('cannot be made for an agreement that is not ours, nor by the vendor', async () => {
    expect(await us.post('/calendar-feeds', { name: 'x', agreementId: parties.vendorId })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/agreementId' }] } });
    const contact = await join(app, us.organisationId, 'vendor-contact', parties.vendorId);
    expect((await contact.post('/calendar-feeds', { name: 'x' })).status).toBe(403);
    expect((await contact.get('/calendar-feeds')).status).toBe(403);
  });
});
