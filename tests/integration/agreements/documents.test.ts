import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgreementDetail } from '#libs/wire/agreements.js';
import { agreementIn, newDraft, newParties, type Parties } from '../../support/agreements.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';

let app: TestApp;
let us: Caller;
let parties: Parties;
let frozen: AgreementDetail;

beforeAll(async () => {
  app = await startApp();
  us = await foundOrganisation(app);
  parties = await newParties(us);
  frozen = await agreementIn('frozen', us, parties);
});
afterAll(() => app.stop());

const begins = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(0, 4));

describe('a version', () => {
  test('is a DOCX of the same bytes every time', async () => {
    const [once, again] = [await us.get(`/agreements/${frozen.id}/versions/1/document.docx`), await us.get(`/agreements/${frozen.id}/versions/1/document.docx`)];
    expect(once.status).toBe(200);
    expect(once.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    expect(once.headers['content-disposition']).toBe(`attachment; filename="agreement-${frozen.id}-v1.docx"`);
    expect(begins(once.bytes)).toBe('PK\u0003\u0004');
    expect(Buffer.from(once.bytes).equals(again.bytes)).toBe(true);
  });

  test('is a page under a policy that allows nothing but its own style sheet', async () => {
    const page = await us.get(`/agreements/${frozen.id}/versions/1/document.html`);
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const style = /<style>(.*?)<\/style>/s.exec(page.text)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    expect(page.headers['content-security-policy']).toBe(`default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox`);
    expect(page.text).toContain(`SHA-256 ${frozen.versions[0]?.digest}`);
  });
});

describe('a draft', () => {
  test.for([
    ['document', 'application/pdf', '%PDF'],
    ['document.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'PK\u0003\u0004'],
    ['document.html', 'text/html; charset=utf-8', '<!do'],
  ] as const)('that still misses terms can be read as %s', async ([path, type, beginning]) => {
    const draft = await newDraft(us, parties);
    const answer = await us.get(`/agreements/${draft.id}/draft/${path}`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe(type);
    expect(begins(answer.bytes)).toBe(beginning);
  });

  test('says that it is one, and what is missing', async () => {
    const draft = await newDraft(us, parties);
    const { text } = await us.get(`/agreements/${draft.id}/draft/document.html`);
    expect(text).toContain('<p class="mark">DRAFT</p>');
    expect(text).toContain('[Target');
    expect(text).not.toContain('SHA-256');
  });

  test('is not shown to the vendor', async () => {
    const contact = await join(app, us.organisationId, 'vendor-contact', parties.vendorId);
    const draft = await newDraft(us, parties);
    for (const path of ['document', 'document.docx', 'document.html']) {
      expect((await contact.get(`/agreements/${draft.id}/draft/${path}`)).status).toBe(404);
      expect((await contact.get(`/agreements/${frozen.id}/versions/1/${path}`)).status).toBe(200);
    }
  });
});

test.for(['2', '0', 'one'])('there is no document of a version %s', async (number) => {
  for (const path of ['document', 'document.docx', 'document.html']) expect([404, 422]).toContain((await us.get(`/agreements/${frozen.id}/versions/${number}/${path}`)).status);
});
