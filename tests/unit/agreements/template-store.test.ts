import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TemplateStore, toTemplate } from '../../../apps/api/src/agreements/template-store.js';
import { inProject } from '../../../apps/api/src/project-root.js';
import { AgreementTemplate } from '#libs/wire/agreements.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fineprint-templates-'));
  await cp(inProject('templates'), folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

async function change(file: string, by: (text: string) => string): Promise<void> {
  await writeFile(join(folder, file), by(await readFile(join(folder, file), 'utf8')));
}

describe('the templates that ship with the product', () => {
  test('are all accepted, and travel as the wire says', async () => {
    const store = await TemplateStore.read(folder);
    expect(store.all().map(({ id }) => id)).toEqual(['ai-vendor-full', 'ai-vendor-public-buyer', 'ai-vendor-standard', 'ai-crm-standard', 'ai-crm-light']);
    for (const source of store.all()) expect(AgreementTemplate.parse(toTemplate(source))).toEqual(toTemplate(source));
  });

  test.each<[string, string, (text: string) => string]>([
    ['names a clause that is not there', 'agreements/ai-crm-light.md', (text) => text.replace('  - uptime', '  - downtime')],
    ['prints a term that does not exist', 'clauses/uptime.md', (text) => `${text}\n\n{{uptime.colour}}`],
    ['calls a helper', 'clauses/uptime.md', (text) => `${text}\n\n{{lookup this "constructor"}}`],
    ['does not close a condition', 'agreements/ai-crm-light.md', (text) => `${text}\n\n{{#if agreement.limited}}`],
    ['has no front matter', 'agreements/ai-crm-light.md', () => 'Just text'],
  ])('one that %s fails the start, and the error names the agreement', async (_, file, by) => {
    await change(file, by);
    await expect(TemplateStore.read(folder)).rejects.toMatchObject({ code: 'TEMPLATE_REFUSED', detail: expect.stringContaining('templates/agreements/ai-crm-light.md: ') });
  });
});
