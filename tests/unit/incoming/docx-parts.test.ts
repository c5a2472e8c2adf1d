import { describe, expect, test } from 'vitest';
import { docxParts } from '../../../apps/api/src/incoming/docx-parts.js';
import { docxOf, officeRelations, wordParagraph } from '../../support/docx.js';
import { zipOf, type ZipEntry } from '../../support/zip.js';

const paragraph = wordParagraph('Hello');
const withEntries = (...entries: readonly ZipEntry[]) => docxOf(paragraph, {}, entries);
const part = (name: string, more: Partial<ZipEntry> = {}): ZipEntry => ({ name, content: 'x', ...more });

test('the parts with text are unpacked, pictures and settings stay packed', async () => {
  const parts = await docxParts(docxOf(paragraph, { 'word/media/image1.png': 'pixels', 'word/settings.xml': '<s/>', 'word/footnotes.xml': '<f/>' }));
  expect([...parts.keys()].toSorted()).toEqual(['[Content_Types].xml', '_rels/.rels', 'word/document.xml', 'word/footnotes.xml']);
  expect(parts.get('_rels/.rels')).toBe(officeRelations);
});

test('a part in UTF-16 is read', async () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<f>é</f>', 'utf16le')]);
  expect((await docxParts(withEntries({ name: 'word/footnotes.xml', content: utf16 }))).get('word/footnotes.xml')).toContain('<f>é</f>');
});

describe('a file is refused', () => {
  test.for([
    ['that is empty', 'NOT_A_DOCUMENT', () => Buffer.alloc(0)],
    ['of three bytes', 'NOT_A_DOCUMENT', () => Buffer.from('PK\u0003', 'latin1')],
    ['that is no zip', 'NOT_A_DOCUMENT', () => Buffer.from('%PDF-1.7 this is another format')],
    ['that only begins like a zip', 'ZIP_DAMAGED', () => Buffer.from('PK\u0003\u0004 and then nothing of the kind', 'latin1')],
    ['that is cut off', 'ZIP_DAMAGED', () => docxOf(paragraph).subarray(0, -30)],
    ['of Word 97, or with a password', 'ENCRYPTED', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)])],
    ['with an encrypted part', 'ENCRYPTED', () => withEntries(part('word/footnotes.xml', { isEncrypted: true }))],
    ['with macros', 'MACROS', () => withEntries(part('word/vbaProject.bin'))],
    ['of a type with macros', 'MACROS', () => docxOf(paragraph, { '[Content_Types].xml': '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>' })],
    ['with a name that climbs', 'ZIP_NAME', () => withEntries(part('../evil.xml'))],
    ['with an absolute name', 'ZIP_NAME', () => withEntries(part('/etc/evil.xml'))],
    ['with a name of another system', 'ZIP_NAME', () => withEntries(part('word\\evil.xml'))],
    ['with two parts of one name', 'ZIP_NAME', () => withEntries(part('word/document.xml'))],
    ['with two parts whose names differ in capitals', 'ZIP_NAME', () => withEntries(part('Word/Document.xml'))],
    ['with a link', 'ZIP_NAME', () => withEntries(part('word/link.xml', { unixMode: 0o120_777 }))],
    ['with a wrong checksum', 'ZIP_DAMAGED', () => withEntries(part('word/footnotes.xml', { crc: 1 }))],
    ['with a part that is longer than it says', 'ZIP_DAMAGED', () => withEntries(part('word/footnotes.xml', { content: 'x'.repeat(9_000), declaredSize: 3 }))],
    ['with 60,000 parts', 'ZIP_ENTRIES', () => zipOf(Array.from({ length: 60_000 }, (_, at) => part(`${at}`, { isStored: true })))],
    ['that is a bomb', 'ZIP_BOMB', () => withEntries(part('word/footnotes.xml', { content: Buffer.alloc(20_000_000) }))],
    ['that is a bomb in a part that is never read', 'ZIP_BOMB', () => withEntries(part('word/media/x.png', { content: Buffer.alloc(20_000_000) }))],
    ['that says it unpacks to four gigabytes', 'ZIP_BOMB', () => withEntries(part('word/footnotes.xml', { declaredSize: 0xff_ff_ff_fe }))],
    ['of many parts that are too large together', 'ZIP_BOMB', () => withEntries(...Array.from({ length: 200 }, (_, at) => part(`word/media/${at}.png`, { declaredSize: 900_000 })))],
    ['with a part that is no text', 'XML_INVALID', () => withEntries(part('word/footnotes.xml', { content: Buffer.from([0xc3, 0x28, 0xff]) }))],
  ] as const)('%s: %s', async ([, code, file]) => {
    await expect(docxParts(file())).rejects.toMatchObject({ code: 'DOCUMENT_REFUSED', faults: [{ code }] });
  });
});
