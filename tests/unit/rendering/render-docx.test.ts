import { describe, expect, test } from 'vitest';
import type { Block, DocumentModel } from '#libs/rendering/document-model.js';
import { renderDocx } from '#libs/rendering/render-docx.js';
import { renderPdf } from '#libs/rendering/render-pdf.js';
import { agreementModel, noticeModel, saved } from './documents.js';
import { paragraphsIn, partsIn } from './docx-text.js';
import { fonts } from './fonts.js';
import { pagesOf } from './pdf-text.js';

const part = (model: DocumentModel, name: string) => partsIn(renderDocx(model)).get(name) ?? '';
const headingsOf = ({ blocks }: DocumentModel) => blocks.flatMap((block) => (block.kind === 'heading' ? [`${block.number === null ? '' : `${block.number}\t`}${block.text}`] : []));
const documentOf = (...blocks: readonly Block[]): DocumentModel => ({ title: 'T', subject: 'S', createdAt: '2026-01-01T00:00:00.000Z', footer: 'F', identity: ['I'], mark: null, blocks });
const heading = (number: string | null): Block => ({ kind: 'heading', number, text: 'Heading' });
const paragraph = (number: string | null, text = 'Text'): Block => ({ kind: 'paragraph', number, runs: [{ text, strong: false }] });

/** All letters and signs of a text; PDF and DOCX break lines in different places. */
const letters = (text: string) => text.replaceAll(/\s+/g, '');

test('an agreement as DOCX reads as its PDF, word for word', async () => {
  const model = agreementModel();
  const pages = pagesOf(await renderPdf(model, fonts));
  const bodies = pages.map((page) => letters(page)).map((page) => page.slice(0, page.lastIndexOf(letters(model.footer))));
  const upToSigning = (text: string) => text.slice(0, text.lastIndexOf('FortheCustomer')).replaceAll(letters('Clause Term Value Evaluated as'), '');
  const read = upToSigning(letters(paragraphsIn(renderDocx(model)).map(({ text }) => text).join('')));
  expect(read.length).toBeGreaterThan(5000);
  expect(read).toBe(upToSigning(bodies.join('')));
});

test('headings are headings, with the numbers that the word processor counts', () => {
  const model = agreementModel();
  const headings = paragraphsIn(renderDocx(model)).filter(({ style }) => style === 'Heading1').map(({ text }) => text);
  expect(headings).toEqual(headingsOf(model));
  expect(part(model, 'word/styles.xml')).toMatch(/w:styleId="Heading1".*?<w:name w:val="heading 1"\/>.*?<w:outlineLvl w:val="0"\/>/);
});

test.for([
  ['count on', [heading('1'), paragraph('1.1'), paragraph('1.2'), heading('2'), paragraph('2.1'), heading(null), paragraph(null)], true],
  ['leave one out', [heading('1'), heading('3')], false],
  ['begin elsewhere', [heading('2')], false],
  ['have letters', [heading('1'), paragraph('1.a')], false],
] as const)('numbers that %s stand as a list or as text, and always read the same', ([, blocks, isList]) => {
  const bytes = renderDocx(documentOf(...blocks));
  expect((partsIn(bytes).get('word/document.xml') ?? '').includes('<w:numPr>')).toBe(isList);
  const numbers = paragraphsIn(bytes).flatMap(({ text }) => (text.includes('\t') ? [text.split('\t')[0]] : []));
  expect(numbers).toEqual(blocks.flatMap((block) => (block.kind !== 'heading' && block.kind !== 'paragraph') || block.number === null ? [] : [block.number]));
});

test('the footer counts pages and carries document, version and digest', () => {
  const footer = part(agreementModel(), 'word/footer.xml');
  expect(footer).toMatch(/Page .* PAGE .* of .* NUMPAGES /);
  expect(footer).toMatch(/Document [0-9a-f-]{36}, version 1/);
  expect(footer).toMatch(/SHA-256 [0-9a-f]{64}/);
});

test('a draft says so on every page and has no place to sign', () => {
  const draft = agreementModel({}, saved);
  expect(part(draft, 'word/header.xml')).toContain('>DRAFT<');
  expect(part(draft, 'word/footer.xml')).toContain('draft, revision 7');
  expect(part(draft, 'word/footer.xml')).not.toContain('SHA-256');
  expect(part(draft, 'word/document.xml')).not.toContain('Signature');
  expect(part(agreementModel(), 'word/header.xml')).not.toContain('DRAFT');
});

test('a table has a header that is repeated, and a chart is the table of what it shows', () => {
  const text = part(noticeModel(), 'word/document.xml');
  expect(text.match(/<w:tblHeader\/>/g)?.length).toBeGreaterThan(3);
  expect(text).toContain('insufficient data');
  expect(text).toContain('26.687764');
});

describe('the bytes of a document', () => {
  test.for([['an agreement', agreementModel], ['a notice', noticeModel]] as const)('are the same when %s is rendered again', ([, model]) => {
    expect(Buffer.from(renderDocx(model())).equals(renderDocx(model()))).toBe(true);
  });

  test('carry no time but that of the version', () => {
    expect(part(agreementModel(), 'docProps/core.xml').match(/\d{4}-\d\d-\d\dT[^<]*/g)).toEqual(['2025-12-15T09:00:00Z', '2025-12-15T09:00:00Z']);
  });
});

test('nothing in the file points outside of it or runs', () => {
  const parts = partsIn(renderDocx(noticeModel()));
  for (const [name, text] of parts) {
    expect(name).not.toMatch(/vba|\.bin|media|embeddings|customXml/);
    expect(text).not.toMatch(/TargetMode|w:hyperlink|DDE|INCLUDE|w:object|altChunk|attachedTemplate/);
  }
});

test.for(['<w:p/>', '</w:t><script>alert(1)</script>', '&amp;', `"'`, '{{x}}', '\u0000\u000B', ']]>'])('the text %j prints as it is and breaks nothing', (text) => {
  const read = paragraphsIn(renderDocx(documentOf(paragraph(null, text)))).map((found) => found.text);
  expect(read[0]).toBe(text.replaceAll(/\p{Cc}/gu, '\uFFFD'));
});
