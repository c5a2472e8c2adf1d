import { describe, expect, test } from 'vitest';
import { type Block, type DocumentModel, plainRun } from '#libs/rendering/document-model.js';
import { renderPdf } from '#libs/rendering/render-pdf.js';
import { agreementModel, noticeModel } from './documents.js';
import { fonts } from './fonts.js';
import { pagesOf, structureOf } from './pdf-text.js';

const textOf = async (model: DocumentModel) => (await pages(model)).join('\n\n');
const pages = async (model: DocumentModel) => pagesOf(await renderPdf(model, fonts));

const documentOf = (...blocks: readonly Block[]): DocumentModel => ({
  title: 'T',
  subject: 'S',
  createdAt: '2026-01-01T00:00:00.000Z',
  footer: 'F',
  identity: ['I'],
  mark: null,
  blocks,
});
const paragraph = (text: string): Block => ({ kind: 'paragraph', number: null, runs: [plainRun(text)] });

describe('the text of a document', () => {
  test('is the agreement, from the parties to the places to sign', async () => {
    await expect(await textOf(agreementModel())).toMatchFileSnapshot('./golden/agreement.txt');
  });

  test('is the notice, from the vendor to the claim', async () => {
    await expect(await textOf(noticeModel())).toMatchFileSnapshot('./golden/notice.txt');
  });
});

describe('the bytes of a document', () => {
  test.for([
    ['an agreement', agreementModel],
    ['a notice', noticeModel],
  ] as const)('are the same when %s is rendered again', async ([, model]) => {
    const [once, again] = [await renderPdf(model(), fonts), await renderPdf(model(), fonts)];
    expect(Buffer.from(once).equals(again)).toBe(true);
  });

  test('differ when anything of it differs', async () => {
    const once = await renderPdf(agreementModel(), fonts);
    expect(Buffer.from(once).equals(await renderPdf(agreementModel({ vendorName: 'Leadmind Ltd' }), fonts))).toBe(false);
    expect(Buffer.from(once).equals(await renderPdf({ ...agreementModel(), createdAt: '2025-12-15T09:00:01.000Z' }, fonts))).toBe(false);
  });
});

test('the file is tagged, titled, dated by its model, in a language, and carries its fonts', async () => {
  const bytes = await renderPdf(noticeModel(), fonts);
  const structure = structureOf(bytes);
  expect(Buffer.from(bytes.subarray(0, 8)).toString()).toBe('%PDF-1.7');
  expect(structure).toContain('/Marked true');
  expect(structure).toContain('/Lang (en)');
  expect(structure).toContain('/DisplayDocTitle true');
  expect(structure).toContain('(D:20260501080000Z)');
  for (const tag of ['Document', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'Caption', 'BlockQuote', 'Figure']) expect(structure).toMatch(new RegExp(`/S /${tag}\\b`));
  expect(structure).toMatch(/\/Alt \(.*Precision|\/Alt \(þÿ/);
  expect(structure.match(/\/FontFile2 \d+ 0 R/g)).toHaveLength(4);
});

test('the file does nothing: no script, no address, no attachment', async () => {
  for (const model of [agreementModel(), noticeModel()]) {
    expect(structureOf(await renderPdf(model, fonts))).not.toMatch(/\/(JS|JavaScript|URI|Launch|OpenAction|AA|EmbeddedFile|SubmitForm)\b/);
  }
});

describe('pages', () => {
  test('carry their number, their count and the digest', async () => {
    const all = await pages(agreementModel());
    expect(all.length).toBeGreaterThan(3);
    for (const [at, text] of all.entries()) {
      expect(text).toContain(`Page ${at + 1} of ${all.length}`);
      expect(text).toMatch(/SHA-256 [0-9a-f]{64}$/m);
    }
  });

  test('repeat the header of a table that runs on', async () => {
    const rows = Array.from({ length: 120 }, (_, at) => [`row ${at}`]);
    const all = await pages(documentOf({ kind: 'table', caption: 'Rows', columns: [{ label: 'Name', weight: 100, align: 'left' }], rows, hasTotal: false }));
    expect(all.length).toBeGreaterThan(2);
    for (const text of all) expect(text.match(/^Name$/gm)).toHaveLength(1);
    expect(all.join('\n').match(/^row \d+$/gm)).toHaveLength(120);
  });

  test('never end with a heading', async () => {
    const sections = Array.from({ length: 60 }, (_, at): Block[] => [
      { kind: 'heading', number: String(at), text: `Heading ${at}` },
      paragraph(`Text ${at} `.repeat(1 + ((at * 7) % 40))),
    ]);
    for (const text of await pages(documentOf(...sections.flat()))) expect(text).not.toMatch(/Heading \d+\nF Page/);
  });
});

describe('scripts', () => {
  test('of Latin, Greek and Cyrillic names print as they are', async () => {
    const names = 'Łódź Žluťoučký Größe Αθήνα Καλημέρα Київ Ўзбекистон São Paulo';
    const read = (await textOf(documentOf(paragraph(names)))).replaceAll(/\s+/g, '');
    expect(read).toContain(names.replaceAll(' ', ''));
  });

  test.for([
    ['Chinese', '北京科技有限公司'],
    ['Japanese', '株式会社トヨタ自動車ひらがな'],
    ['Korean', '삼성전자주식회사'],
    ['Vietnamese', 'Công ty Cổ phần Đầu tư'],
  ] as const)('of %s names print as they are, in plain and in strong text', async ([, name]) => {
    const runs = [plainRun(`${name} `), { text: name, strong: true }];
    const read = (await textOf(documentOf({ kind: 'paragraph', number: null, runs }))).replaceAll(/\s+/g, '');
    expect(read).toContain(name.replaceAll(' ', '').repeat(2));
  });

  test('of Arabic and Hebrew names run from right to left, joined into their shapes', async () => {
    const read = (await textOf(documentOf(paragraph('between שלום עולם (the Vendor)')))).replaceAll(/\s+/g, '');
    expect(read).toContain(`between${[...'שלוםעולם'].toReversed().join('')}(theVendor)`);
    const arabic = await textOf(documentOf(paragraph('شركة')));
    expect(arabic).not.toMatch(/‹|\?/);
    expect([...arabic].filter((character) => 'شركة'.includes(character))).toHaveLength(4);
  });

  test('that no font has are spelled out, never left blank or as a box', async () => {
    expect((await textOf(documentOf(paragraph('😀 ሀ A')))).replaceAll(/\s+/g, '')).toContain('‹U+1F600›‹U+1200›A');
  });

  test('bring only the fonts that are needed', async () => {
    const fontsIn = async (text: string) => structureOf(await renderPdf(documentOf(paragraph(text)), fonts)).match(/\/FontFile2 \d+ 0 R/g)?.length;
    expect(await fontsIn('Leadmind')).toBe(2);
    expect(await fontsIn('Leadmind 삼')).toBe(3);
  });
});

test('a word longer than a line is cut, not lost', async () => {
  const word = 'x'.repeat(400);
  expect((await textOf(documentOf(paragraph(word)))).match(/x/g)).toHaveLength(400);
});
