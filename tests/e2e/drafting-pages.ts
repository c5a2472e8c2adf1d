import type { BrowserContext } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { AgreementPage } from '#libs/wire/agreements.js';
import { expectAccessible } from '../support/browser-page.js';
import type { Demonstration } from '../support/demonstration.js';

/** Tests of the pages on which agreements are drafted and watched, on the one server that the demonstration's other tests use. */
export function describeDraftingPages(opened: () => Demonstration): void {
  const at = (path: string): string => opened().server.address + path;

  async function agreementIn(context: BrowserContext, state: 'draft' | 'active'): Promise<string> {
    const { items } = await opened().get(context, '/agreements?limit=50', AgreementPage);
    return `/agreements/${items.find((agreement) => agreement.state === state)?.id}`;
  }

  describe('the pages of drafting', () => {
    test('are accessible and reflow', async () => {
      const { page, context, faults } = await opened().signedInAs('legal');
      const [draft, active] = [await agreementIn(context, 'draft'), await agreementIn(context, 'active')];
      for (const path of ['/library', '/library/uptime', '/library/new', '/approvals', '/calendar', '/incoming', '/incoming/new', draft, `${active}/overview`]) {
        await page.setViewportSize({ width: 320, height: 900 });
        await page.goto(at(path));
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320);
        await expectAccessible(page, ['light']);
      }
      expect(faults).toEqual([]);
      await context.close();
    });

    test('a text that the other side sent is pasted and compared with the draft', async () => {
      const { page, context } = await opened().signedInAs('legal');
      await page.goto(at(`${await agreementIn(context, 'draft')}/compare`));
      await page.getByLabel('Text of the other party').fill('1. Availability\n\nIn every calendar month the availability of each System is at least 97 %.');
      await page.getByRole('button', { name: 'Compare with this text' }).click();
      await page.getByText(/Changes: [1-9]/).first().waitFor();
      await expectAccessible(page);
      await context.close();
    });

    test('the review explains its score, asks what law applies, and takes a fix', async () => {
      const { page, context } = await opened().signedInAs('legal');
      await page.goto(at(`${await agreementIn(context, 'draft')}/review`));
      await page.getByRole('heading', { name: /^Score \d+ of 100/ }).waitFor();
      const missing = page.getByRole('listitem').filter({ hasText: 'There is no clause on “Liability”' }).getByRole('button');
      await missing.click();
      await missing.waitFor({ state: 'detached' });
      await expectAccessible(page);
      await context.close();
    });

    test('a back-test says what the terms would have paid, beside the other side’s values', async () => {
      const { page, context } = await opened().signedInAs('legal');
      await page.goto(at(`${await agreementIn(context, 'active')}/backtest`));
      await page.getByRole('combobox', { name: /^Term/ }).selectOption('credits.monthlyCharge');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.locator('[id="field-credits.monthlyCharge"]').fill('600.00 EUR');
      await page.getByRole('button', { name: 'Try the terms' }).click();
      const heading = await page.getByRole('heading', { name: /would have paid/ }).textContent();
      expect(heading).toMatch(/would have paid 2\scredits, 1,680.00\sEUR; the other side’s values 2\scredits, 210.00\sEUR/);
      await expectAccessible(page);
      await context.close();
    });
  });
}
