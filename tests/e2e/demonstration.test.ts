import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BreachDetail, BreachPage } from '#libs/wire/breaches.js';
import { expectAccessible, openBrowser, openPage } from '../support/browser-page.js';
import { startServer, type TestServer } from '../support/server.js';

let data: string;
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fineprint-demonstration-'));
  // The database runs as another user, who must be able to enter the folder.
  await chmod(data, 0o755);
  server = await startServer({ FINEPRINT_DATA: join(data, 'fineprint'), FINEPRINT_DEMO: 'on' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(data, { recursive: true, force: true });
});

/** Signs in as the printed person of a role, with the keyboard alone. */
async function signedInAs(role: string): Promise<{ page: Page; context: BrowserContext; faults: string[] }> {
  const [, email = '', password = ''] = new RegExp(`(\\S+@\\S+)\\s+(\\S+)\\s+${role}\\b`).exec(server.output()) ?? [];
  const opened = await openPage(browser);
  await opened.page.goto(`${server.address}/breaches`);
  await opened.page.locator('[id="field-email"]').focus();
  await opened.page.keyboard.type(email);
  await opened.page.keyboard.press('Tab');
  await opened.page.keyboard.type(password);
  await opened.page.keyboard.press('Enter');
  await opened.page.getByRole('button', { name: 'Sign out' }).or(opened.page.getByRole('link', { name: 'Sign out' })).first().waitFor();
  return opened;
}

const get = async <T>(context: BrowserContext, path: string, schema: { parse(value: unknown): T }): Promise<T> =>
  schema.parse(await (await context.request.get(`${server.address}/api/v1${path}`)).json());

describe('the demonstration, as the people in it see it', () => {
  test('the administrator finds one breach that waits and one that is claimed, and every page is accessible', async () => {
    const { page, context, faults } = await signedInAs('administrator');
    const { items } = await get(context, '/breaches', BreachPage);
    expect(items.map(({ state }) => state).toSorted()).toEqual(['claimed', 'open']);
    const hrefs = [`/breaches/${items[0]?.id}`, `/systems/${items[0]?.systemId}`, `/agreements/${items[0]?.agreementId}`, `/vendors/${items[0]?.vendorId}`];
    for (const path of ['/', '/breaches', '/agreements', '/systems', '/vendors', '/connect', '/people', '/log', ...hrefs]) {
      await page.goto(server.address + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expectAccessible(page);
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  test('compliance claims the credit that waits, and the breach says so', async () => {
    const { page, context } = await signedInAs('compliance');
    const open = (await get(context, '/breaches?state=open', BreachPage)).items[0];
    await page.goto(`${server.address}/breaches/${open?.id}`);
    await page.getByRole('button', { name: 'Claim the credit' }).click();
    await page.getByText(/claimed by/i).first().waitFor();
    const claimed = await get(context, `/breaches/${open?.id}`, BreachDetail);
    expect([claimed.state, claimed.credit?.amount, claimed.history.at(-1)?.event]).toEqual(['claimed', open?.credit?.amount, 'claimed']);
    await context.close();
  });

  test('the vendor’s contact sees the own breaches and cannot claim, invite or see the log', async () => {
    const { page, context } = await signedInAs('vendor-contact');
    const { items } = await get(context, '/breaches', BreachPage);
    expect(new Set(items.map(({ vendorName }) => vendorName))).toEqual(new Set(['Leadmind']));
    await page.goto(`${server.address}/breaches/${items[0]?.id}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('button', { name: 'Claim the credit' }).count()).toBe(0);
    await page.goto(`${server.address}/log`);
    await expect.poll(() => page.getByText(/not allowed|permission|may not/i).count()).toBeGreaterThan(0);
    await expectAccessible(page);
    await context.close();
  });

  test('the auditor reads everything and changes nothing', async () => {
    const { context } = await signedInAs('auditor');
    for (const path of ['/vendors', '/systems', '/agreements', '/breaches', '/log', '/accounts', '/api-keys']) {
      expect((await context.request.get(`${server.address}/api/v1${path}`)).status(), path).toBe(200);
    }
    const answer = await context.request.post(`${server.address}/api/v1/vendors`, { headers: { origin: server.address }, data: { slug: 'x', name: 'X' } });
    expect(answer.status()).toBe(403);
    await context.close();
  });

  test('a wrong password is refused in words, and the e-mail stays', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${server.address}/sign-in`);
    await page.locator('[id="field-email"]').fill('administrator@harbour-vale.example');
    await page.locator('[id="field-password"]').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('E-mail or password is wrong').first().waitFor();
    expect(await page.locator('[id="field-email"]').inputValue()).toBe('administrator@harbour-vale.example');
    await expectAccessible(page);
    await context.close();
  });
});
