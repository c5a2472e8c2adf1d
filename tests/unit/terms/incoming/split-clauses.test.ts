import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitClauses } from '#libs/terms/incoming/split-clauses.js';
import { paper, papers } from './papers.js';

const split = (text: string) => splitClauses({ text, headings: [] }).map(({ number, heading, start, end }) => ({ number, heading, text: text.slice(start, end) }));
const opened = (text: string) => split(text).map(({ number, heading }) => `${number}|${heading}`);

describe('a clause begins at', () => {
  test.for([
    ['numbers with a point', '1. Fees\n\nText.\n\n2. Term\n\nText.', ['1|Fees', '2|Term']],
    ['numbers of two levels', '4. Levels\n4.1 Uptime. It works.\n4.2 The vendor measures.', ['4|Levels', '4.1|Uptime', '4.2|']],
    ['articles', 'Article 7 – Fees\n\nText.\n\nARTICLE 8: TERM\n\nText.', ['Article 7|Fees', 'ARTICLE 8|TERM']],
    ['paragraph signs', '§ 3 Availability\nText.\n§ 4 Support\nText.', ['§ 3|Availability', '§ 4|Support']],
    ['headings in capitals', 'LIMITATION OF LIABILITY\n\nNobody pays.\n\nTERM\n\nOne year.', ['|LIMITATION OF LIABILITY', '|TERM']],
    ['headings of Markdown', '# Terms\n\n## 1. Fees\n\nText.\n\n## Exit ##\n\nText.', ['|Terms', '1|Fees', '|Exit']],
    ['bold lines', '**Fees**\n\nText.\n\n**Term.**\n\nText.', ['|Fees', '|Term']],
    ['headings in title case that stand alone', 'Data Ownership\n\nThe data is ours.', ['|Data Ownership']],
  ] as const)('%s', ([, text, clauses]) => {
    expect(opened(text)).toEqual(clauses);
  });

  test.for([
    ['a number in a sentence that is wrapped', '1. Cap\nThe cap is\n1.5 times the fees, or\n30. June at the latest.', ['1|Cap']],
    ['an item in brackets', '1. Cap\n\nNo cap applies to:\n(a) intent;\n(ii) injury.', ['1|Cap']],
    ['a reference to another section', '1. Cap\n\nThe cap is stated in\nSection 7 of the order.', ['1|Cap']],
    ['a sentence in capitals that goes on', '1. Cap\nNOBODY PAYS FOR\nINDIRECT LOSS.', ['1|Cap']],
  ] as const)('no clause begins at %s', ([, text, clauses]) => {
    expect(opened(text)).toEqual(clauses);
  });

  test('blank lines, in a text without numbers and headings', () => {
    expect(split('we keep the data.\nalways.\n\nyou pay us.\n').map(({ text }) => text)).toEqual(['we keep the data.\nalways.\n\n', 'you pay us.\n']);
  });

  test('a heading that only the format knows of', () => {
    const text = 'fees and charges\nYou pay.';
    expect(splitClauses({ text, headings: [{ start: 0, level: 2 }] })).toEqual([{ number: '', heading: 'fees and charges', level: 2, start: 0, end: text.length, parent: null }]);
  });
});

test('clauses lie under the number or the heading above them', () => {
  const clauses = splitClauses({ text: 'Schedule A – Levels\n\n1. Uptime\n1.1 It works.\n1.1.1 Always.\n2. Support\n2.1 Somebody answers.', headings: [] });
  expect(clauses.map(({ number, parent }) => `${number} under ${parent === null ? 'nothing' : (clauses[parent]?.number ?? '')}`)).toEqual([
    'Schedule A under nothing',
    '1 under nothing',
    '1.1 under 1',
    '1.1.1 under 1.1',
    '2 under nothing',
    '2.1 under 2',
  ]);
});

describe('the clauses together are the text, to the character', () => {
  test.for(papers)('of %s', (name) => {
    const text = paper(name);
    expect(split(text).map((clause) => clause.text).join('')).toBe(text);
  });

  test('of any text', () => {
    const line = fc.oneof(fc.constantFrom('1. Fees', '1.1 Fees. You pay.', '(a) item;', 'Article 2', '§ 3 Term', 'TERM', '## Exit', '**Law**', '| a | b |', '', '   ', '\t', '“quoted”'), fc.string({ unit: 'grapheme', maxLength: 30 }));
    const text = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r', '\n\n')), { maxLength: 40 }).map((lines) => lines.flat().join(''));
    fc.assert(
      fc.property(text, (given) => {
        const clauses = splitClauses({ text: given, headings: [] });
        expect(clauses.map(({ start, end }) => given.slice(start, end)).join('')).toBe(given);
        expect(clauses.every(({ parent }, at) => parent === null || parent < at)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
