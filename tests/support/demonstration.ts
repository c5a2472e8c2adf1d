import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, openPage } from './browser-page.js';
import { startServer, type TestServer } from './server.js';

/** The built product with its demonstration organisation, and a browser in front of it. */
export interface Demonstration {
  readonly server: TestServer;
  readonly browser: Browser;
  /** Signs in as the printed person of a role, with the keyboard alone. */
  signedInAs(role: string): Promise<{ page: Page; context: BrowserContext; faults: string[] }>;
  /** Reads from the API as that person. */
  get<T>(context: BrowserContext, path: string, schema: { parse(value: unknown): T }): Promise<T>;
  stop(): Promise<void>;
}

export async function startDemonstration(): Promise<Demonstration> {
  const data = await mkdtemp(join(tmpdir(), 'fineprint-demonstration-'));
  // The database runs as another user, who must be able to enter the folder.
  await chmod(data, 0o755);
  const server = await startServer({ FINEPRINT_DATA: join(data, 'fineprint'), FINEPRINT_DEMO: 'on' });
  const browser = await openBrowser();
  return {
    server,
    browser,
    async signedInAs(role) {
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
    },
    get: async (context, path, schema) => schema.parse(await (await context.request.get(`${server.address}/api/v1${path}`)).json()),
    async stop() {
      await browser.close();
      await server.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
