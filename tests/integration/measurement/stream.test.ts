import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';
import { listen, type EventReader } from '../../support/event-source.js';
import { measure, measuredSystem, minutes, push, type Measured } from '../../support/measured.js';

let app: TestApp;
let us: Caller;
let system: Measured;
let cookie: string;
let open: EventReader[];

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  system = await measuredSystem(app, us);
  cookie = us.cookie;
});
afterAll(() => app.stop());
beforeEach(() => {
  open = [];
  return () => open.forEach((reader) => reader.close());
});

async function stream(systemId = system.systemId, as = cookie): Promise<EventReader> {
  const reader = await listen(app, as, `/systems/${systemId}/stream`);
  open.push(reader);
  return reader;
}

describe('the stream of a system', () => {
  test('says at once that there is something to read, and again when a batch was stored and when it was measured', async () => {
    const reader = await stream();
    const first = await reader.next();
    expect(first).toMatchObject({ event: 'measured', data: '{"at":"2026-03-15T12:00:00.000Z"}' });
    await push(us, system, minutes('2026-03-10T10:00:00Z', 1, 0));
    const second = await reader.next();
    expect(second?.event).toBe('measured');
    await measure(app, system);
    const third = await reader.next();
    expect(Number(third?.id)).toBeGreaterThan(Number(second?.id));
    expect(Number(second?.id)).toBeGreaterThan(Number(first?.id));
  });

  test('speaks at most twice a second, however much is stored', async () => {
    const reader = await stream();
    await reader.next();
    const began = performance.now();
    for (let batch = 0; batch < 20; batch++) await push(us, system, minutes('2026-03-11T10:00:00Z', 1, 0));
    expect((await reader.next())?.event).toBe('measured');
    await push(us, system, minutes('2026-03-11T11:00:00Z', 1, 0));
    expect((await reader.next())?.event).toBe('measured');
    expect(performance.now() - began).toBeGreaterThan(750);
  });

  test('is refused to a stranger, to the contact of another vendor, and without signing in', async () => {
    const stranger = await foundOrganisation(app, 'Another');
    const other = await measuredSystem(app, us);
    const contact = await join(app, us.organisationId, 'vendor-contact', other.vendorId);
    expect((await stream(system.systemId, stranger.cookie)).status).toBe(404);
    expect((await stream(system.systemId, contact.cookie)).status).toBe(404);
    expect((await stream(other.systemId, contact.cookie)).status).toBe(200);
    expect((await stream(system.systemId, '')).status).toBe(401);
  });

  test('is not begun for a request that asks for the head only', async () => {
    const answer = await fetch(`${app.origin}/api/v1/systems/${system.systemId}/stream`, { method: 'HEAD', headers: { cookie } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  });

  test('is given to an account twenty times at once, and again after one has left', async () => {
    const readers = await Promise.all(Array.from({ length: 20 }, () => stream()));
    expect(readers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect((await stream()).status).toBe(429);
    const colleague = await join(app, us.organisationId, 'engineer');
    expect((await stream(system.systemId, colleague.cookie)).status).toBe(200);
    readers[0]!.close();
    await expect.poll(async () => (await stream()).status, { timeout: 5_000 }).toBe(200);
  });
});
