import { describe, expect, test } from 'vitest';
import { readDocx } from '#libs/terms/incoming/docx/read-docx.js';
import { splitClauses } from '#libs/terms/incoming/split-clauses.js';
import { docxXml, relationships, wordParagraph, wordXml } from '../../../support/docx.js';

const read = (body: string, others?: Readonly<Record<string, string>>) => readDocx(docxXml(body, others));
const textOf = (body: string, others?: Readonly<Record<string, string>>) => read(body, others).paper.text;

const numbering = wordXml(
  'numbering',
  `<w:abstractNum w:abstractNumId="7">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
    <w:lvl w:ilvl="3"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%4)"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>`,
);
const styles = wordXml(
  'styles',
  `<w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
   <w:style w:styleId="Clause"><w:name w:val="Clause"/><w:basedOn w:val="Heading1"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`,
);
const listed = (text: string, level: number, list = 1) => wordParagraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);

describe('a Word document is read as text', () => {
  test('line by line, with tabs, line breaks and text boxes', () => {
    const box = '<w:p><w:r><w:t>Before</w:t></w:r><w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent></w:drawing></w:r></w:p>';
    expect(textOf(`${wordParagraph('One')}<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>${box}`)).toBe('One\na\tb\nc\nBefore\nBoxed\n');
  });

  test('with the numbers that Word prints', () => {
    const body = [listed('Fees', 0), listed('Amount', 1), listed('Due', 1), listed('first', 2), listed('second', 2), listed('deep', 3), listed('Term', 0), listed('Length', 1), listed('Anew', 0, 2), listed('dot', 0, 3)].join('');
    expect(textOf(body, { 'word/numbering.xml': numbering })).toBe('1. Fees\n1.1 Amount\n1.2 Due\n(a) first\n(b) second\nIV) deep\n2. Term\n2.1 Length\n1. Anew\n• dot\n');
  });

  test('with headings and numbers that come from styles', () => {
    const { paper } = read(`${wordParagraph('Availability', '<w:pStyle w:val="Clause"/>')}${wordParagraph('It works.')}${wordParagraph('Support', '<w:pStyle w:val="Clause"/>')}`, { 'word/numbering.xml': numbering, 'word/styles.xml': styles });
    expect(paper.text).toBe('1. Availability\nIt works.\n2. Support\n');
    expect(splitClauses(paper).map(({ number, heading, level }) => [number, heading, level])).toEqual([['1', 'Availability', 1], ['2', 'Support', 1]]);
  });

  test('with the rows of tables', () => {
    const cell = (text: string) => `<w:tc>${wordParagraph(text)}</w:tc>`;
    expect(textOf(`<w:tbl><w:tr>${cell('Level')}${cell('Credit')}</w:tr><w:tr>${cell('&lt; 99 %')}${cell('10 %')}</w:tr></w:tbl>`)).toBe('| Level | Credit |\n| < 99 % | 10 % |\n');
  });

  test('with footnotes after their paragraph', () => {
    const body = '<w:p><w:r><w:t>Fees are fixed.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:p><w:r><w:t>Next.</w:t></w:r></w:p>';
    const notes = wordXml('footnotes', `<w:footnote w:id="2">${wordParagraph('Except in May.')}</w:footnote>`);
    expect(textOf(body, { 'word/footnotes.xml': notes })).toBe('Fees are fixed.\n[note] Except in May.\nNext.\n');
  });
});

describe('what a reader of the printed page would not see is a finding', () => {
  test('tracked changes: inserted text is in the text, deleted text is not', () => {
    const { paper, findings } = read(
      '<w:p><w:r><w:t xml:space="preserve">Due in </w:t></w:r><w:del w:author="Val"><w:r><w:delText>30</w:delText></w:r><w:r><w:delText> calendar</w:delText></w:r></w:del><w:ins w:author="Val"><w:r><w:t>60</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> days</w:t></w:r></w:p>',
    );
    expect(paper.text).toBe('Due in 60 days\n');
    expect(findings).toEqual([
      { kind: 'deleted-text', message: 'Deleted by Val in a tracked change: “30 calendar”', clause: null, range: { start: 7, end: 7 } },
      { kind: 'inserted-text', message: 'Inserted by Val in a tracked change', clause: null, range: { start: 7, end: 9 } },
    ]);
  });

  test('moved text stands where it was moved to', () => {
    expect(textOf('<w:p><w:moveFrom w:author="V"><w:r><w:t>old place</w:t></w:r></w:moveFrom></w:p><w:p><w:moveTo w:author="V"><w:r><w:t>new place</w:t></w:r></w:moveTo></w:p>')).toBe('\nnew place\n');
  });

  test('comments, with what they are about', () => {
    const body = '<w:p><w:r><w:t xml:space="preserve">The </w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>cap</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:t xml:space="preserve"> holds.</w:t></w:r></w:p>';
    const comments = wordXml('comments', `<w:comment w:id="0" w:author="Val">${wordParagraph('too low?')}</w:comment>`);
    expect(read(body, { 'word/comments.xml': comments }).findings).toEqual([{ kind: 'comment', message: 'Val comments: “too low?”', clause: null, range: { start: 4, end: 7 } }]);
  });

  test('hidden text', () => {
    expect(read('<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>psst</w:t></w:r></w:p>').findings).toMatchObject([{ kind: 'hidden-text', range: { start: 0, end: 4 } }]);
  });

  test('headers and footers', () => {
    expect(read(wordParagraph('x'), { 'word/header1.xml': wordXml('hdr', wordParagraph('Draft 3')), 'word/footer1.xml': wordXml('ftr', wordParagraph('Draft 3')) }).findings).toEqual([
      { kind: 'header-or-footer', message: 'Printed in the margin of pages: “Draft 3”', clause: null, range: null },
    ]);
  });

  test('fields that would fetch something', () => {
    expect(read('<w:p><w:r><w:instrText>INCLUDETEXT "http://canary.example/x"</w:instrText></w:r><w:r><w:t>shown</w:t></w:r></w:p>').findings).toMatchObject([{ kind: 'external-reference', message: expect.stringContaining('canary.example') as string }]);
  });

  test('pictures and templates elsewhere; plain links are none', () => {
    const rels = relationships([['a', 'hyperlink', 'https://vendor.example', true], ['b', 'image', 'https://canary.example/p.png', true], ['c', 'attachedTemplate', 'file:///x.dotm', true], ['d', 'styles', 'styles.xml']]);
    expect(read(wordParagraph('x'), { 'word/_rels/document.xml.rels': rels }).findings.map(({ kind, message }) => [kind, message])).toEqual([
      ['external-reference', 'Points outside the document (image): https://canary.example/p.png. It was not fetched'],
      ['external-reference', 'Points outside the document (attachedTemplate): file:///x.dotm. It was not fetched'],
    ]);
  });
});

describe('a document is refused', () => {
  const entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document xmlns:w="w"><w:body>&b;</w:body></w:document>';
  test.for([
    ['whose text would have to be fetched', 'EXTERNAL_CONTENT', wordParagraph('x'), { 'word/_rels/document.xml.rels': relationships([['a', 'subDocument', 'https://canary.example/rest.docx', true]]) }],
    ['with a document type and entities', 'XML_DOCTYPE', '', { 'word/document.xml': entity }],
    ['with an entity that nothing declares', 'XML_INVALID', '<w:p><w:r><w:t>&nbsp2;</w:t></w:r></w:p>', {}],
    ['that is cut off', 'XML_INVALID', '', { 'word/document.xml': '<w:document xmlns:w="w"><w:body>' }],
    ['nested beyond reason', 'XML_DEPTH', `${'<w:p>'.repeat(5_000)}${'</w:p>'.repeat(5_000)}`, {}],
    ['without text', 'NO_TEXT', wordParagraph('  '), {}],
    ['with more text than is read', 'TEXT_TOO_LONG', wordParagraph('x'.repeat(300_001)), {}],
    ['without a text part', 'NOT_A_DOCUMENT', '', { '_rels/.rels': relationships([['a', 'officeDocument', 'xl/workbook.xml']]) }],
  ] as const)('%s: %s', ([, code, body, others]) => {
    expect(() => read(body, others)).toThrowError(expect.objectContaining({ code: 'DOCUMENT_REFUSED', faults: [expect.objectContaining({ code })] }) as Error);
  });
});
