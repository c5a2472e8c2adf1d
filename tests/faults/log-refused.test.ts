import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgreementDetail, AgreementState } from '#libs/wire/agreements.js';
import type { AgreementApprovals } from '#libs/wire/approvals.js';
import type { Invitation } from '#libs/wire/accounts.js';
import { wordMediaType } from '#libs/wire/incoming-papers.js';
import { SetupCode } from '../../apps/api/src/accounts/setup-code.js';
import { inProject } from '../../apps/api/src/project-root.js';
import { agreementIn, agreementOf, newParties, signatureOf } from '../support/agreements.js';
import { startApp, type TestApp } from '../support/app.js';
import { join, type Caller } from '../support/caller.js';
import { docxOf, wordParagraph } from '../support/docx.js';
import { password, program, signedIn } from '../support/people.js';
import { anonymous, send, type Received, type Sender } from '../support/requests.js';
import { canary, plantOrganisation, stateOf, type PlantedOrganisation } from '../support/two-organisations.js';

let app: TestApp;
let owner: pg.Client;
let ours: PlantedOrganisation;
let admin: Sender;
let caller: Caller;

beforeAll(async () => {
  app = await startApp();
  // Each refusal is reported as an error of the server, which here it is meant to be.
  app.application.useLogger(false);
  owner = new pg.Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  ours = await plantOrganisation(app, owner);
  admin = ours.administrator;
  caller = await join(app, ours.organisationId, 'administrator');
  // A model version is registered in a transaction of its own, ahead of its first event; the events below come with a known one.
  await admin('POST', '/events', [event('first')]);
}, 120_000);

afterAll(async () => {
  await owner.end();
  await app.stop();
});

async function agreement(state: Exclude<AgreementState, 'in-review' | 'approved'>): Promise<AgreementDetail> {
  return agreementIn(state, caller, await newParties(caller));
}

/** A request made while the rules ask for an approval by legal; afterwards there are no rules again, so that drafts freeze directly. */
async function withRules<T>(request: () => Promise<T>): Promise<() => Promise<T>> {
  const set = (rules: readonly object[]) => owner.query(
    `INSERT INTO approval_rules (organisation_id, revision, rules, changed_by, changed_at) SELECT $1, 1, $2, id, now() FROM account WHERE organisation_id = $1 LIMIT 1
     ON CONFLICT (organisation_id) DO UPDATE SET rules = excluded.rules`, [ours.organisationId, JSON.stringify(rules)]);
  return async () => {
    await set([{ name: 'Everything', when: { kind: 'always' }, approvers: ['legal'] }]);
    try {
      return await request();
    } finally {
      await set([]);
    }
  };
}

async function inReview(): Promise<string> {
  const draft = await agreement('draft');
  await (await withRules(() => admin('POST', `/agreements/${draft.id}/approvals`, undefined, ifMatch(draft))))();
  return draft.id;
}

const ifMatch = ({ revision }: AgreementDetail): Record<string, string> => ({ 'If-Match': `"r${revision}"` });
async function importing(path: string, text: string, key: string): Promise<Received> {
  const answer = await fetch(`${app.origin}/api/v1${path}`, { method: 'POST', headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/x-ndjson' }, body: text });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const received = new TextDecoder().decode(bytes);
  return { status: answer.status, headers: Object.fromEntries(answer.headers), bytes, text: received, body: JSON.parse(received) };
}

const slug = `system-${canary}`;
const event = (id: string) => ({ id, system: slug, version: 'v1', time: '2026-03-15T11:00:00Z', score: 0.5, decision: true });
const outcome = (id: string) => ({ event: id, system: slug, outcome: 'positive', time: '2026-03-15T11:30:00Z' });
const exclusion = { from: '2026-03-10T10:00:00Z', to: '2026-03-10T11:00:00Z', reason: 'third-party', note: 'the network was down' };

const clause = { family: 'scope', title: 'Scope', text: 'All of it.', positions: {}, references: [], defines: [] };

/** For each route that changes something, a way to prepare a request that succeeds. */
const requests: Readonly<Record<string, () => Promise<() => Promise<Received>>>> = {
  'POST /session': async () => () => anonymous(app)('POST', '/session', { email: `admin@${canary}.example`, password }),
  'DELETE /session': async () => {
    const person = await signedIn(app, `admin@${canary}.example`);
    return () => person('DELETE', '/session');
  },
  'POST /accounts': async () => () => admin('POST', '/accounts', { email: 'new@faults.example', name: 'New', role: 'legal' }),
  'PATCH /accounts/{id}': async () => () => admin('PATCH', `/accounts/${ours.planted.account}`, { state: 'disabled' }),
  'POST /invitations/accept': async () => {
    const { body } = await admin('POST', '/accounts', { email: 'invited@faults.example', name: 'Invited', role: 'legal' });
    const token = new URL((body as Invitation).link).searchParams.get('token');
    return () => anonymous(app)('POST', '/invitations/accept', { token, password });
  },
  'POST /api-keys': async () => () => admin('POST', '/api-keys', { name: 'x', scopes: ['events:write'] }),
  'DELETE /api-keys/{id}': async () => () => admin('DELETE', `/api-keys/${ours.planted.key}`),
  'POST /calendar-feeds': async () => () => admin('POST', '/calendar-feeds', { name: 'Ours' }),
  'DELETE /calendar-feeds/{id}': async () => () => admin('DELETE', `/calendar-feeds/${ours.planted.calendarFeed}`),
  'POST /vendors': async () => () => admin('POST', '/vendors', { slug: 'faults', name: 'Faults' }),
  'POST /systems': async () => () => admin('POST', '/systems', { slug: 'faults', name: 'Faults', vendorId: ours.planted.vendor }),
  'POST /systems/{id}/versions': async () => () => admin('POST', `/systems/${ours.planted.system}/versions`, { label: 'v2', features: ['age'] }),
  'POST /agreements': async () => () => admin('POST', '/agreements', agreementOf({ vendorId: ours.planted.vendor, systemId: ours.planted.system })),
  'POST /agreements/import': async () => {
    const frozen = await agreement('frozen');
    const { body } = await admin('GET', `/agreements/${frozen.id}/versions/1/data.json`);
    return () => admin('POST', '/agreements/import', { vendorId: ours.planted.vendor, systemIds: [ours.planted.system], agreement: body });
  },
  'PUT /agreements/{id}/draft': async () => {
    const draft = await agreement('draft');
    return () => admin('PUT', `/agreements/${draft.id}/draft`, { ...draft.draft, title: 'Changed' }, ifMatch(draft));
  },
  'POST /agreements/{id}/versions': async () => {
    const draft = await agreement('draft');
    return () => admin('POST', `/agreements/${draft.id}/versions`, undefined, ifMatch(draft));
  },
  'POST /agreements/{id}/versions/{number}/signatures': async () => {
    const frozen = await agreement('frozen');
    return () => admin('POST', `/agreements/${frozen.id}/versions/1/signatures`, signatureOf(frozen, 'customer'));
  },
  'POST /agreements/{id}/activation': async () => {
    const signed = await agreement('signed');
    return () => admin('POST', `/agreements/${signed.id}/activation`);
  },
  'POST /incoming-papers': async () => () => admin('POST', '/incoming-papers', { vendorId: ours.planted.vendor, title: 'Pasted', format: 'text', text: '1. Fees. You pay.' }),
  'POST /incoming-papers/document': async () => () =>
    admin('POST', `/incoming-papers/document?vendorId=${ours.planted.vendor}&title=Uploaded`, docxOf(wordParagraph('1. Fees. You pay.')), { 'Content-Type': wordMediaType }),
  'PUT /incoming-papers/{id}/decisions': async () => () => admin('PUT', `/incoming-papers/${ours.planted.paper}/decisions`, { decisions: [] }, { 'If-Match': '"r1"' }),
  'POST /incoming-papers/{id}/draft': async () => () =>
    admin('POST', `/incoming-papers/${ours.planted.paper}/draft`, { systemIds: [ours.planted.system], title: 'From paper', effectiveFrom: '2026-01-01', zone: 'Europe/Lisbon' }),
  'PUT /agreements/{id}/sharing': async () => {
    const draft = await agreement('draft');
    return () => admin('PUT', `/agreements/${draft.id}/sharing`, { shared: true });
  },
  'PUT /approval-rules': async () => () => admin('PUT', '/approval-rules', { rules: [] }, { 'If-Match': '"r0"' }),
  'POST /agreements/{id}/approvals': async () => {
    const draft = await agreement('draft');
    return withRules(() => admin('POST', `/agreements/${draft.id}/approvals`, undefined, ifMatch(draft)));
  },
  'POST /agreements/{id}/approvals/withdrawal': async () => {
    const submitted = await inReview();
    return () => admin('POST', `/agreements/${submitted}/approvals/withdrawal`);
  },
  'POST /agreements/{id}/approvals/decision': async () => {
    const submitted = await inReview();
    const lawyer = await join(app, ours.organisationId, 'legal');
    const { requests: [request] } = (await lawyer.get<AgreementApprovals>(`/agreements/${submitted}/approvals`)).body;
    return () => lawyer.post(`/agreements/${submitted}/approvals/decision`, { decision: 'approve', digest: request?.digest });
  },
  'POST /agreements/{id}/negotiation/comments': async () => () =>
    admin('POST', `/agreements/${ours.planted.agreement}/negotiation/comments`, { clauseId: 'uptime', visibility: 'internal', body: 'a word' }),
  'POST /agreements/{id}/negotiation/comments/{commentId}/resolution': async () => () => admin('POST', `/agreements/${ours.planted.agreement}/negotiation/comments/${ours.planted.comment}/resolution`),
  'POST /agreements/{id}/negotiation/proposals': async () => {
    const draft = await agreement('draft');
    return () => admin('POST', `/agreements/${draft.id}/negotiation/proposals`, { clauseId: 'uptime', terms: { 'uptime.target': '99' }, note: 'lower' });
  },
  'POST /agreements/{id}/negotiation/proposals/{proposalId}/decision': async () => () =>
    admin('POST', `/agreements/${ours.planted.agreement}/negotiation/proposals/${ours.planted.proposal}/decision`, { decision: 'withdraw' }),
  'POST /breaches/{id}/claim': async () => () => admin('POST', `/breaches/${ours.planted.breach}/claim`, {}),
  'PUT /systems/{id}/slices': async () => () => admin('PUT', `/systems/${ours.planted.system}/slices`, { attributes: [{ name: 'region' }] }),
  'POST /systems/{id}/exclusions': async () => () => admin('POST', `/systems/${ours.planted.system}/exclusions`, exclusion),
  'POST /systems/{id}/exclusions/{exclusionId}/decision': async () => () =>
    admin('POST', `/systems/${ours.planted.system}/exclusions/${ours.planted.exclusion}/decision`, { decision: 'withdraw' }),
  'POST /systems/{id}/intervals/verify': () => recount('verify'),
  'POST /systems/{id}/intervals/rebuild': () => recount('rebuild'),
  'POST /systems/{id}/training-profiles': async () => () =>
    admin('POST', `/systems/${ours.planted.system}/training-profiles`, { version: 'v1', rows: 1, columns: [{ name: 'score', edges: [0.5], counts: [1, 0] }] }),
  'POST /clauses': async () => () => admin('POST', '/clauses', { id: 'fresh', ...clause }),
  'POST /clauses/{id}/versions': async () => {
    await admin('POST', '/clauses', { id: 'revised', ...clause });
    return () => admin('POST', '/clauses/revised/versions', { ...clause, title: 'Other' });
  },
  'POST /clauses/{id}/retirement': async () => {
    await admin('POST', '/clauses', { id: 'retired', ...clause });
    return () => admin('POST', '/clauses/retired/retirement');
  },
  'PUT /playbook/{path}': async () => () =>
    admin('PUT', '/playbook/uptime.target', { positions: { preferred: '99.9', fallback: '99.5', walkAway: '99' }, reason: 'because' }, { 'If-Match': '"r0"' }),
  'POST /events': async () => () => admin('POST', '/events', [event('single')]),
  'POST /events/import': async () => {
    const { secret } = await program(app, admin, ['events:write']);
    return () => importing('/events/import', `${JSON.stringify(event('streamed'))}\n`, secret);
  },
  'POST /outcomes': async () => {
    await admin('POST', '/events', [event('known')]);
    return () => admin('POST', '/outcomes', [outcome('known')]);
  },
  'POST /outcomes/import': async () => {
    await admin('POST', '/events', [event('known-too')]);
    const { secret } = await program(app, admin, ['outcomes:write']);
    return () => importing('/outcomes/import', `${JSON.stringify(outcome('known-too'))}\n`, secret);
  },
};

/** Each day that is counted anew has its entry; the planted events are of one. */
async function recount(what: 'verify' | 'rebuild'): Promise<() => Promise<Received>> {
  const planted = event(`counted for ${what}`);
  await admin('POST', '/events', [planted]);
  const day = planted.time.slice(0, 10);
  return () => admin('POST', `/systems/${ours.planted.system}/intervals/${what}`, { from: `${day}T00:00:00Z`, to: `${day}T23:59:59Z` });
}

/** Routes that store nothing of an organisation, each with its reason. */
const exceptions: Readonly<Record<string, string>> = {
  'POST /agreements/{id}/preview': 'computes only',
  'POST /clauses/preview': 'computes only',
  'POST /agreements/{id}/review': 'computes only',
  'POST /agreements/{id}/backtest': 'computes only',
  'POST /agreements/{id}/backtest/file': 'computes only',
  'POST /agreements/{id}/comparison': 'computes only',
  'POST /setup': 'needs an empty database; below',
};

async function withoutLog<T>(work: () => Promise<T>): Promise<T> {
  await owner.query('REVOKE INSERT ON log_entry FROM fineprint_app, fineprint_ingest');
  try {
    return await work();
  } finally {
    await owner.query('GRANT INSERT ON log_entry TO fineprint_app, fineprint_ingest');
  }
}

async function logged(): Promise<number> {
  const { rows } = await owner.query<{ entries: number }>('SELECT count(*)::int AS entries FROM log_entry');
  return rows[0]?.entries ?? 0;
}

test('every route that changes something is tried', () => {
  const { paths } = JSON.parse(readFileSync(inProject('apps/api/openapi.json'), 'utf8')) as { paths: Record<string, object> };
  const changing = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).filter((method) => method !== 'get').map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
  );
  expect([...Object.keys(requests), ...Object.keys(exceptions)].toSorted()).toEqual(changing.toSorted());
});

/** Requests that are two changes, each with its entry: a draft that is made and then filled. */
const entriesOf: Readonly<Record<string, number>> = { 'POST /agreements/import': 2 };

describe.each(Object.entries(requests))('%s', (route, prepare) => {
  test('changes nothing while the log cannot be written, and afterwards succeeds with an entry for each change', async () => {
    const request = await prepare();
    const before = await stateOf(owner, ours.organisationId);
    expect(await withoutLog(request)).toMatchObject({ status: 503, body: { code: 'LOG_UNAVAILABLE' }, headers: { 'retry-after': expect.any(String) as string } });
    expect(await stateOf(owner, ours.organisationId)).toEqual(before);
    const entries = await logged();
    const answer = await request();
    expect(answer.status, answer.text).toBeLessThan(300);
    expect(await logged()).toBe(entries + (entriesOf[route] ?? 1));
  });
});

test('POST /setup leaves the database empty while the log cannot be written, and the link keeps working', async () => {
  const empty = await startApp();
  const theirs = new pg.Client({ connectionString: empty.database.ownerUrl });
  await theirs.connect();
  try {
    const code = await empty.application.get(SetupCode).issue();
    const form = { code, organisation: 'Acme', name: 'Ada', email: 'ada@acme.example', password };
    await theirs.query('REVOKE INSERT ON log_entry FROM fineprint_app');
    expect(await send(empty, 'POST', '/setup', { body: form })).toMatchObject({ status: 503, body: { code: 'LOG_UNAVAILABLE' } });
    expect((await theirs.query('SELECT 1 FROM organisation')).rowCount).toBe(0);
    await theirs.query('GRANT INSERT ON log_entry TO fineprint_app');
    expect((await send(empty, 'POST', '/setup', { body: form })).status).toBe(201);
  } finally {
    await theirs.end();
    await empty.stop();
  }
});
