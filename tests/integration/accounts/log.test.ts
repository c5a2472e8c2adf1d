import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogEntry } from '#libs/wire/log.js';
import { startApp, type TestApp } from '../../support/app.js';
import { member, organisationOf, program, signedIn } from '../../support/people.js';
import type { Sender } from '../../support/requests.js';

let app: TestApp;
let admin: Sender;

beforeAll(async () => {
  app = await startApp();
  await organisationOf(app, 'acme');
  admin = await signedIn(app, 'admin@acme.example');
  for (let minute = 1; minute <= 6; minute += 1) {
    app.clock.set(`2026-03-15T12:0${minute}:00Z`);
    await program(app, admin, ['events:write']);
  }
});

afterAll(() => app.stop());

async function entries(query = ''): Promise<{ items: LogEntry[]; next: string | null }> {
  const { status, body, text } = await admin('GET', `/log${query}`);
  if (status !== 200) throw new Error(text);
  return body as { items: LogEntry[]; next: string | null };
}

describe('the log', () => {
  test('says who did what to which object, and when, with digests instead of contents', async () => {
    const [newest] = (await entries('?limit=1')).items;
    expect(newest).toMatchObject({ at: '2026-03-15T12:06:00.000Z', actorKind: 'account', actorName: expect.stringMatching(/^Admin of /), action: 'api-key.create', objectKind: 'api-key', before: null, detail: { scopes: ['events:write'] } });
    expect(newest?.after).toMatch(/^[0-9a-f]{64}$/);
    expect(newest?.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('goes back page by page without a gap', async () => {
    const all = (await entries('?limit=200')).items;
    const walked: LogEntry[] = [];
    for (let query: string | null = '?limit=2'; query !== null; ) {
      const page: { items: LogEntry[]; next: string | null } = await entries(query);
      walked.push(...page.items);
      query = page.next === null ? null : `?limit=2&cursor=${page.next}`;
    }
    expect(walked).toEqual(all);
    expect(all.map((entry) => entry.at)).toEqual(all.map((entry) => entry.at).toSorted().toReversed());
    expect(all.at(-1)).toMatchObject({ action: 'organisation.create' });
  });

  test('is filtered by action and by object', async () => {
    expect((await entries('?action=session.start')).items).toHaveLength(1);
    const [key] = (await entries('?action=api-key.create')).items;
    expect((await entries(`?object=${key?.objectId}`)).items).toEqual([key]);
    expect((await entries(`?action=session.start&object=${key?.objectId}`)).items).toEqual([]);
  });

  test('chains before and after of one object: revoking starts from what making ended with', async () => {
    const { id } = await program(app, admin, ['events:write']);
    await admin('DELETE', `/api-keys/${id}`);
    const [revoked, made] = (await entries(`?object=${id}`)).items;
    expect([made?.action, revoked?.action]).toEqual(['api-key.create', 'api-key.revoke']);
    expect(revoked?.before).toBe(made?.after);
    expect(revoked?.after).not.toBe(made?.after);
  });

  test.each(['limit=0', 'limit=1e9', 'limit=١', 'action=%00', 'object=a%0Ab', 'cursor=zzz', 'cursor=WzEsImxvZyIsMSwieCJd', 'sort=at', 'action=a&action=b'])('asked with ?%s is refused', async (query) => {
    const { status } = await admin('GET', `/log?${query}`);
    expect([400, 422]).toContain(status);
  });

  test('a cursor of another list or organisation is refused', async () => {
    const { next } = await entries('?limit=1');
    expect(await admin('GET', `/api-keys?cursor=${next}`)).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
    const other = await organisationOf(app, 'bold');
    const stranger = await member(app, other.organisationId, 'auditor@bold.example', 'auditor');
    expect(await stranger('GET', `/log?cursor=${next}`)).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
  });

  test('cannot be written through the interface', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect((await admin(method, '/log', method === 'DELETE' ? undefined : {})).status, method).toBe(405);
  });
});
