import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeCursor } from '../../apps/api/src/http/cursor.js';
import { startApp, type TestApp } from '../support/app.js';
import { foundOrganisation, type Caller } from '../support/caller.js';
import { routeTable } from '../support/route-table.js';

let app: TestApp;
let us: Caller;
beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
});
afterAll(() => app.stop());

const unknown = '0192f000-0000-7000-8000-000000000001';
const strange = ['nope', '', 'null', '\ud800', '0000-01-01T00:00:00Z', '9'.repeat(300)];
/** Lists that come on one page: the calendar is asked for by its days, and nobody has many secret addresses. */
const onOnePage = ['/calendar', '/calendar-feeds'];
const lists = Object.entries(routeTable).flatMap(([route, { shows }]) => (shows && !onOnePage.includes(route.replace('GET ', '')) ? [route.replace('GET ', '')] : []));

describe.each(lists)('a cursor of %s', (path) => {
  const page = (keys: readonly string[]) => us.get(`${path}?cursor=${encodeCursor(path.slice(1), us.organisationId, keys)}`);

  test('whose last row is gone is not an error', async () => {
    expect(await page([unknown])).toMatchObject({ status: 200 });
  });

  test('with keys that were tampered with is refused, or shifts the page where the key is text', async () => {
    const answers = await Promise.all(strange.map((key) => page([key])));
    const codes = answers.map(({ status, body }) => (status === 200 ? 200 : body.code));
    expect(codes).toEqual(strange.map(() => (path === '/accounts' ? 200 : 'CURSOR_INVALID')));
  });

  test('with more keys than the list has is refused', async () => {
    const answers = await Promise.all([['x', 'y'], ['2026-03-15T12:00:00.000Z', 'nope'], ['0000-01-01T00:00:00Z', unknown]].map(page));
    expect(answers.map(({ body }) => body.code)).toEqual(['CURSOR_INVALID', 'CURSOR_INVALID', 'CURSOR_INVALID']);
  });
});
