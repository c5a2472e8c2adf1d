import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#libs/wire/accounts.js';
import type { Agreement, AgreementDetail } from '#libs/wire/agreements.js';
import type { Vendor } from '#libs/wire/vendors.js';
import { agreementIn, agreementOf, ifMatch, newParties, signatureOf, type Parties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';

interface Page<Item> {
  readonly items: readonly Item[];
}

let app: TestApp;
let us: Caller;
let parties: Parties;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  parties = await newParties(us);
});
afterAll(() => app.stop());

/** The status of every act on an agreement that could otherwise be done. */
async function attempts(by: Caller, draft: AgreementDetail, frozen: AgreementDetail, signed: AgreementDetail): Promise<Record<string, number>> {
  const statuses = {
    create: (await by.post('/agreements', agreementOf(parties))).status,
    save: (await by.put(`/agreements/${draft.id}/draft`, draft.draft, ifMatch(draft.revision))).status,
    preview: (await by.post(`/agreements/${draft.id}/preview`, draft.draft)).status,
    sign: (await by.post(`/agreements/${frozen.id}/versions/1/signatures`, signatureOf(frozen, 'vendor'))).status,
    activate: (await by.post(`/agreements/${signed.id}/activation`)).status,
  };
  const saved = statuses.save === 200 ? draft.revision + 1 : draft.revision;
  return { ...statuses, freeze: (await by.post(`/agreements/${draft.id}/versions`, undefined, ifMatch(saved))).status };
}

describe('roles', () => {
  const may = { create: 201, save: 200, preview: 200, sign: 201, activate: 200, freeze: 201 };
  const mayNot = { create: 403, save: 403, preview: 403, sign: 403, activate: 403, freeze: 403 };

  const threeOf = async (of: Parties) => [await agreementIn('draft', us, of), await agreementIn('frozen', us, of), await agreementIn('signed', us, of)] as const;

  test.each<Role>(['administrator', 'legal', 'procurement'])('%s may do all of it', async (role) => {
    const [draft, frozen, signed] = await threeOf(await newParties(us));
    expect(await attempts(await join(app, us.organisationId, role), draft, frozen, signed)).toEqual(may);
  });

  test('everybody else may read what is frozen, and do nothing', async () => {
    const [draft, frozen, signed] = await threeOf(parties);
    for (const role of ['compliance', 'engineer', 'auditor', 'vendor-contact'] as const) {
      const caller = await join(app, us.organisationId, role, role === 'vendor-contact' ? parties.vendorId : undefined);
      expect([role, await attempts(caller, draft, frozen, signed)]).toEqual([role, mayNot]);
      expect((await caller.get(`/agreements/${frozen.id}`)).status).toBe(200);
    }
  });
});

describe("a vendor's contact", () => {
  test('reads frozen agreements of the own vendor with their PDF, and neither drafts nor those of others', async () => {
    const [own, rival] = [await newParties(us), await newParties(us)];
    const contact = await join(app, us.organisationId, 'vendor-contact', own.vendorId);
    const [draft, frozen, theirs] = [await agreementIn('draft', us, own), await agreementIn('frozen', us, own), await agreementIn('frozen', us, rival)];
    expect((await contact.get<Page<Agreement>>('/agreements')).body.items.map(({ id }) => id)).toEqual([frozen.id]);
    expect((await contact.get<Page<Agreement>>('/agreements?state=draft')).body.items).toEqual([]);
    for (const path of ['', '/preview', '/versions/1/clauses', '/versions/1/document']) {
      expect((await contact.get(`/agreements/${frozen.id}${path}`)).status).toBe(200);
      expect((await contact.get(`/agreements/${draft.id}${path}`)).status).toBe(404);
      expect((await contact.get(`/agreements/${theirs.id}${path}`)).status).toBe(404);
    }
    expect((await contact.get<Vendor>(`/vendors/${own.vendorId}`)).body.agreements).toBe(1);
    expect((await us.get<Vendor>(`/vendors/${own.vendorId}`)).body.agreements).toBe(2);
  });
});

test('an agreement of another organisation is answered like one that does not exist, whatever is asked of it', async () => {
  const others = await foundOrganisation(app, 'Another & Co');
  const theirs = await agreementIn('frozen', others, await newParties(others));
  const absent = '0199c0de-0000-7000-8000-000000000000';
  const asked = (id: string) => [
    us.get(`/agreements/${id}`),
    us.get(`/agreements/${id}/preview`),
    us.get(`/agreements/${id}/versions/1/clauses`),
    us.get(`/agreements/${id}/versions/1/document`),
    us.put(`/agreements/${id}/draft`, theirs.draft, ifMatch(theirs.revision)),
    us.post(`/agreements/${id}/preview`, theirs.draft),
    us.post(`/agreements/${id}/versions`, undefined, ifMatch(theirs.revision)),
    us.post(`/agreements/${id}/versions/1/signatures`, signatureOf(theirs, 'vendor')),
    us.post(`/agreements/${id}/activation`),
  ];
  const [foreign, missing] = [await Promise.all(asked(theirs.id)), await Promise.all(asked(absent))];
  const told = foreign.map(({ status, body }) => [status, body.code, body.detail]);
  expect(told).toEqual(missing.map(({ status, body }) => [status, body.code, body.detail]));
  expect(new Set(told.map(([status]) => status))).toEqual(new Set([404]));
  expect((await others.get<AgreementDetail>(`/agreements/${theirs.id}`)).body).toEqual(theirs);
});
