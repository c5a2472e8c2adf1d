import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparisonDocx } from '#libs/rendering/comparison-docx.js';
import type { ClauseChange, PassageChange, TextPiece } from '#libs/wire/comparisons.js';
import { partsIn } from './docx-text.js';

const passage = (pieces: readonly TextPiece[], leftNumber: string | null, rightNumber: string | null): PassageChange => ({
  id: null,
  status: 'changed',
  leftNumber,
  rightNumber,
  movedFrom: null,
  substantive: true,
  paths: [],
  pieces: [...pieces],
});
const same = (text: string): TextPiece => ({ kind: 'same', text });
const added = (text: string): TextPiece => ({ kind: 'added', text });
const removed = (text: string): TextPiece => ({ kind: 'removed', text });

const clauseOf = (heading: PassageChange, ...paragraphs: PassageChange[]): ClauseChange => ({
  key: 'k',
  leftId: null,
  rightId: null,
  status: 'changed',
  movedFrom: null,
  substantive: true,
  heading,
  paragraphs,
});

const render = (...clauses: readonly ClauseChange[]) =>
  comparisonDocx({
    title: 'Lead scoring',
    subject: 'S',
    createdAt: '2026-03-01T00:00:00.000Z',
    footer: 'F',
    identity: ['I'],
    mark: null,
    kicker: 'Version 1 with the draft',
    author: 'Sam "Vendor" <sam@leadmind.example>',
    date: '2026-03-02T10:20:30.456Z',
    clauses,
  });

const bodyOf = (bytes: Uint8Array) => partsIn(bytes).get('word/document.xml') ?? '';
const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

/** The text after a word processor accepted, or rejected, every change; whole paragraphs go with their marks. */
function settled(bytes: Uint8Array, how: 'accept' | 'reject'): string[] {
  const [gone, paragraphGone] = how === 'accept' ? [/<w:del [^>]*>.*?<\/w:del>/g, /<w:rPr><w:del /] : [/<w:ins [^>]*>.*?<\/w:ins>/g, /<w:rPr><w:ins /];
  return [...bodyOf(bytes).matchAll(/<w:p>(.*?)<\/w:p>/g)].slice(2, -1).flatMap(([, inside = '']) => {
    if (paragraphGone.test(inside)) return [];
    const left = inside.replace(/<w:pPr>.*?<\/w:pPr>/, '').replaceAll(gone, '');
    return [unescaped([...left.matchAll(/<w:(?:t|delText) xml:space="preserve">([^<]*)<|<w:tab\/>/g)].map(([, text]) => text ?? '\t').join(''))];
  });
}

describe('tracked changes', () => {
  const bytes = render(
    clauseOf(passage([same('Credits')], '5', '6'), passage([same('Within '), removed('30'), added('45'), same(' days')], '5.1', '6.1'), passage([added('Nothing else is owed.')], null, '6.2')),
    clauseOf(passage([removed('Audit')], '7', null), passage([removed('The Customer may audit.')], '7.1', null)),
  );

  test('are accepted into the later text', () => {
    expect(settled(bytes, 'accept')).toEqual(['6 Credits', '6.1 Within 45 days', '6.2 Nothing else is owed.']);
  });

  test('are rejected into the earlier text', () => {
    expect(settled(bytes, 'reject')).toEqual(['5 Credits', '5.1 Within 30 days', '7 Audit', '7.1 The Customer may audit.']);
  });

  test('name the author and the date that were given, and have ids of their own', () => {
    const marks = [...bodyOf(bytes).matchAll(/<w:(?:ins|del) w:id="(\d+)" w:author="([^"]*)" w:date="([^"]*)"/g)];
    expect(new Set(marks.map(([, id]) => id)).size).toBe(marks.length);
    expect(new Set(marks.map(([, , author, date]) => `${unescaped(author ?? '')} ${date}`))).toEqual(new Set(['Sam "Vendor" <sam@leadmind.example> 2026-03-02T10:20:30Z']));
  });

  test('come out the same whatever changed', () => {
    const piece = fc.record({ kind: fc.constantFrom('same', 'added', 'removed'), text: fc.string({ minLength: 1, unit: fc.constantFrom('a', ' ', '<', '&', '"', '\u00E9') }) });
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const made = render(clauseOf(passage([same('H')], '1', '1'), passage(pieces, null, null)));
        const text = (dropped: TextPiece['kind']) => pieces.filter(({ kind }) => kind !== dropped).map((part) => part.text).join('');
        const whole = (kind: TextPiece['kind']) => pieces.every((part) => part.kind === kind);
        expect(settled(made, 'accept')).toEqual(['1\tH', ...(whole('removed') ? [] : [text('removed')])]);
        expect(settled(made, 'reject')).toEqual(['1\tH', ...(whole('added') ? [] : [text('added')])]);
      }),
      { numRuns: 60 },
    );
  });

  test('are the same bytes when made again', () => {
    const again = clauseOf(passage([added('x')], null, '1'));
    expect(Buffer.from(render(again)).equals(render(again))).toBe(true);
  });
});
