import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SystemPage } from '#libs/wire/systems.js';
import { expectAccessible } from '../support/browser-page.js';
import type { Demonstration } from '../support/demonstration.js';

/** The reports of a system, each with the caption of a table that it has only once it was read. */
const reports = {
  drift: 'Every watched column and its answer',
  performance: 'Metrics, measured beside estimated',
  service: 'Availability by four methods',
  slices: 'Gaps between groups',
  oversight: 'Completeness by field',
  'data-quality': 'What each source sent',
} as const;
type Report = keyof typeof reports;
const names = Object.keys(reports) as Report[];

/** Tests of the pages of the demonstration's scoring system, on the one server that its other tests use. */
export function describeSystemPages(opened: () => Demonstration): void {
  const at = (path: string): string => opened().server.address + path;

  async function systemIn(context: BrowserContext): Promise<string> {
    const { items } = await opened().get(context, '/systems', SystemPage);
    return `/systems/${items.find(({ slug }) => slug === 'leadmind-scoring')?.id}`;
  }

  async function openReport(page: Page, system: string, name: Report, query = ''): Promise<void> {
    await page.goto(at(`${system}/${name}${query}`));
    // Captions are for those who hear a page: they are there, but not seen.
    await page.locator('caption', { hasText: reports[name] }).first().waitFor({ state: 'attached', timeout: 60_000 });
  }

  describe('the pages of a system', () => {
    test('each shows its report, accessibly, and at 320 pixels nothing but tables scrolls sideways', async () => {
      const { page, context, faults } = await opened().signedInAs('auditor');
      const system = await systemIn(context);
      for (const name of names) {
        await page.setViewportSize({ width: 1440, height: 900 });
        await openReport(page, system, name);
        await expectAccessible(page, ['dark']);
        await page.setViewportSize({ width: 320, height: 800 });
        await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), { message: name }).toBe(0);
        await expectAccessible(page, ['light']);
      }
      expect(faults).toEqual([]);
      await context.close();
    });

    test('beside every plot stands a table of its numbers', async () => {
      const { page, context } = await opened().signedInAs('auditor');
      const system = await systemIn(context);
      for (const name of ['drift', 'performance', 'service', 'slices'] as const) {
        await openReport(page, system, name);
        const plots = page.locator('main figure:has(svg[role=img])');
        expect(await plots.count(), name).toBeGreaterThan(0);
        for (const plot of await plots.all()) {
          const beside = plot.locator('xpath=ancestor::*[self::div or self::section or self::li][.//table or .//summary][1]');
          expect(await beside.locator('table, summary').count(), `${name}: ${await plot.textContent()}`).toBeGreaterThan(0);
        }
      }
      await context.close();
    });

    test('the same reports, computed from every event, say so', async () => {
      const { page, context } = await opened().signedInAs('auditor');
      const system = await systemIn(context);
      await openReport(page, system, 'drift', '?days=7');
      await page.getByRole('link', { name: 'exactly from every event' }).click();
      await page.getByText('Computed from every event. ').waitFor();
      for (const name of ['performance', 'service', 'slices', 'oversight'] as const) {
        await openReport(page, system, name, '?source=exact&days=7');
        await page.getByText('Computed from every event. ').waitFor();
      }
      await context.close();
    });

    test('from page to page, to another period and to a chart’s table by keyboard alone', async () => {
      const { page, context } = await opened().signedInAs('engineer');
      const system = await systemIn(context);
      const press = async (reached: ReturnType<Page['locator']>): Promise<void> => {
        for (let steps = 0; steps < 80 && !(await reached.evaluate((element) => element === document.activeElement)); steps++) await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
      };
      await openReport(page, system, 'drift');
      await press(page.getByRole('navigation', { name: /^Pages of/ }).getByRole('link', { name: 'Service' }));
      await page.getByRole('heading', { name: 'Service', level: 2 }).waitFor();
      await press(page.getByRole('link', { name: '7 days' }));
      await page.waitForURL(/\/service\?days=7$/);
      await page.locator('caption', { hasText: reports.service }).waitFor({ state: 'attached' });
      await press(page.locator('summary', { hasText: 'Latency, as a table' }));
      await page.getByRole('table', { name: /^Latency by (hour|day)$/ }).waitFor();
      await context.close();
    });

    test('a new batch shows on an open page that nobody reloads', async () => {
      const { page, context } = await opened().signedInAs('engineer');
      const system = await systemIn(context);
      await openReport(page, system, 'oversight');
      const events = async (): Promise<number> => Number(/([\d,]+)\s+events of all model versions/.exec((await page.locator('.basis').textContent()) ?? '')?.[1]?.replaceAll(',', ''));
      const before = await events();
      const batch = Array.from({ length: 20 }, () => ({ id: `e2e-${crypto.randomUUID()}`, system: 'leadmind-scoring', version: '2.0', time: new Date().toISOString(), score: 0.5, decision: true, latencyMs: 90, status: 'ok' }));
      const sentAt = Date.now();
      const answer = await context.request.post(at('/api/v1/events'), { headers: { origin: opened().server.address }, data: batch });
      expect(answer.ok(), await answer.text()).toBe(true);
      await expect.poll(events, { timeout: 20_000, interval: 20 }).toBe(before + batch.length);
      console.info(`a batch was shown ${Date.now() - sentAt} ms after it was sent`);
      await context.close();
    });

    test('compliance measures a window again from its events, and reads that both agree', async () => {
      const { page, context } = await opened().signedInAs('compliance');
      await page.goto(at(await systemIn(context)));
      const form = page.getByRole('form', { name: 'Measure a window of Latency percentile again' });
      await form.getByRole('button', { name: 'Recompute from events' }).click();
      await form.getByRole('rowheader', { name: 'From every event' }).waitFor({ timeout: 60_000 });
      await form.getByText('Same.').waitFor();
      await form.getByText(/Without that rounding the value is .* within the/).waitFor();
      await expectAccessible(page, ['light']);
      await context.close();
    });

    test('an engineer declares an attribute and a training profile; drift is compared with the profile by its name', async () => {
      const { page, context } = await opened().signedInAs('engineer');
      const system = await systemIn(context);
      await openReport(page, system, 'slices');
      await page.locator('summary', { hasText: 'Declare attributes' }).click();
      await page.getByRole('button', { name: 'Add an attribute' }).click();
      await page.getByRole('group', { name: /^Attribute \d+$/ }).getByLabel('Name').fill('campaign');
      await page.getByRole('button', { name: 'Save the declaration' }).click();
      await page.getByRole('rowheader', { name: 'campaign' }).waitFor();
      await expectAccessible(page, ['light']);

      await openReport(page, system, 'drift');
      await page.locator('summary', { hasText: 'Declare a training profile' }).click();
      const form = page.getByRole('form', { name: 'Declare a training profile' });
      await form.getByLabel('Version').fill('1.4');
      await form.getByLabel('Rows').fill('100');
      const columns = form.getByRole('textbox', { name: 'Columns' });
      await columns.fill('[{ "name": "score", "edges": [0.5], "counts": [40] }]');
      await form.getByRole('button', { name: 'Declare the profile' }).click();
      await form.getByRole('link', { name: /^Columns, 1, counts/ }).waitFor();
      await columns.fill('[{ "name": "score", "edges": [0.5], "counts": [40, 60] }]');
      await form.getByRole('button', { name: 'Declare the profile' }).click();
      await page.getByRole('link', { name: /^Compare with it/ }).click();
      await page.getByText(/Compared with the declared training profile of version 1\.4, declared by/).waitFor({ timeout: 60_000 });
      await context.close();
    });

    test('the vendor claims an exclusion, which is shaded; compliance disputes and then accepts it, and the auditor is told who may', async () => {
      const vendor = await opened().signedInAs('vendor-contact');
      const system = await systemIn(vendor.context);
      const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
      await openReport(vendor.page, system, 'service');
      await vendor.page.locator('summary', { hasText: 'Claim an exclusion' }).click();
      await vendor.page.getByLabel('From (UTC)').last().fill(`${yesterday}T10:00`);
      await vendor.page.getByLabel('To (UTC), exclusive').fill(`${yesterday}T11:00`);
      await vendor.page.getByLabel('Reason', { exact: true }).selectOption('planned-maintenance');
      await vendor.page.getByLabel('What happened').fill('Move to the new data centre');
      await vendor.page.getByRole('button', { name: 'Claim the exclusion' }).click();
      await vendor.page.getByText('Waits for our side.').waitFor();
      await vendor.page.locator('rect.band.claimed').first().waitFor();
      await expectAccessible(vendor.page);

      const compliance = await opened().signedInAs('compliance');
      await openReport(compliance.page, system, 'service');
      for (const [choice, state, band] of [['Dispute', 'Disputed by', 'disputed'], ['Accept', 'Accepted by', 'accepted']] as const) {
        await compliance.page.locator('summary', { hasText: 'Accept' }).click();
        await compliance.page.getByRole('radio', { name: new RegExp(`^${choice}`) }).check();
        await compliance.page.getByRole('button', { name: 'Record the decision' }).click();
        await compliance.page.getByText(state).waitFor();
        await compliance.page.locator(`rect.band.${band}`).first().waitFor();
      }
      await expectAccessible(compliance.page);

      const auditor = await opened().signedInAs('auditor');
      await openReport(auditor.page, system, 'service');
      await auditor.page.getByText(/Your role, auditor, does not allow this/).waitFor();
      expect(await auditor.page.locator('summary', { hasText: 'Claim an exclusion' }).count()).toBe(0);
      for (const { context } of [vendor, compliance, auditor]) await context.close();
    });
  });
}
