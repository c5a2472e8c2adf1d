import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BreachDetail, BreachPage } from '#libs/wire/breaches.js';
import { expectAccessible, openPage } from '../support/browser-page.js';
import { startDemonstration, type Demonstration } from '../support/demonstration.js';
import { describeDraftingPages } from './drafting-pages.js';
import { describeSystemPages } from './system-pages.js';

let demonstration: Demonstration;
let address: string;

beforeAll(async () => {
  demonstration = await startDemonstration();
  ({ address } = demonstration.server);
});
afterAll(() => demonstration?.stop());

describe('the demonstration, as the people in it see it', () => {
  test('the administrator finds one breach that waits and one that is claimed, and every page is accessible', async () => {
    const { page, context, faults } = await demonstration.signedInAs('administrator');
    const { items } = await demonstration.get(context, '/breaches', BreachPage);
    expect(items.map(({ state }) => state).toSorted()).toEqual(['claimed', 'open']);
    const hrefs = [`/breaches/${items[0]?.id}`, `/systems/${items[0]?.systemId}`, `/agreements/${items[0]?.agreementId}`, `/vendors/${items[0]?.vendorId}`];
    for (const path of ['/', '/breaches', '/agreements', '/systems', '/vendors', '/connect', '/people', '/log', ...hrefs]) {
      await page.goto(address + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expectAccessible(page);
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  test('compliance claims the credit that waits, and the breach says so', async () => {
    const { page, context } = await demonstration.signedInAs('compliance');
    const open = (await demonstration.get(context, '/breaches?state=open', BreachPage)).items[0];
    await page.goto(`${address}/breaches/${open?.id}`);
    await page.getByRole('button', { name: 'Claim the credit' }).click();
    await page.getByText(/claimed by/i).first().waitFor();
    const claimed = await demonstration.get(context, `/breaches/${open?.id}`, BreachDetail);
    expect([claimed.state, claimed.credit?.amount, claimed.history.at(-1)?.event]).toEqual(['claimed', open?.credit?.amount, 'claimed']);
    await context.close();
  });

  test('the vendor’s contact sees the own breaches and cannot claim, invite or see the log', async () => {
    const { page, context } = await demonstration.signedInAs('vendor-contact');
    const { items } = await demonstration.get(context, '/breaches', BreachPage);
    expect(new Set(items.map(({ vendorName }) => vendorName))).toEqual(new Set(['Leadmind']));
    await page.goto(`${address}/breaches/${items[0]?.id}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('button', { name: 'Claim the credit' }).count()).toBe(0);
    await page.goto(`${address}/log`);
    await expect.poll(() => page.getByText(/not allowed|permission|may not/i).count()).toBeGreaterThan(0);
    await expectAccessible(page);
    await context.close();
  });

  test('the auditor reads everything and changes nothing', async () => {
    const { context } = await demonstration.signedInAs('auditor');
    for (const path of ['/vendors', '/systems', '/agreements', '/breaches', '/log', '/accounts', '/api-keys']) {
      expect((await context.request.get(`${address}/api/v1${path}`)).status(), path).toBe(200);
    }
    const answer = await context.request.post(`${address}/api/v1/vendors`, { headers: { origin: address }, data: { slug: 'x', name: 'X' } });
    expect(answer.status()).toBe(403);
    await context.close();
  });

  test('a wrong password is refused in words, and the e-mail stays', async () => {
    const { page, context } = await openPage(demonstration.browser);
    await page.goto(`${address}/sign-in`);
    await page.locator('[id="field-email"]').fill('administrator@harbour-vale.example');
    await page.locator('[id="field-password"]').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('E-mail or password is wrong').first().waitFor();
    expect(await page.locator('[id="field-email"]').inputValue()).toBe('administrator@harbour-vale.example');
    await expectAccessible(page);
    await context.close();
  });
});

describeDraftingPages(() => demonstration);
describeSystemPages(() => demonstration);
