import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changed, clause, comparisonOf, redline, textOf } from './texts.js';

describe('words', () => {
  test.each([
    ['a changed number is one change, with its decimals', 'at least 99.5 % of events', 'at least 99.95 % of events', 'at least [-99.5-]{+99.95+} % of events'],
    ['a changed phrase reads as one', 'within thirty days after receipt', 'within forty five days after receipt', 'within [-thirty-]{+forty five+} days after receipt'],
    ['an added word stands alone', 'The Vendor pays.', 'The Vendor never pays.', 'The Vendor {+never +}pays.'],
    ['a removed word stands alone', 'The Vendor must not pay.', 'The Vendor must pay.', 'The Vendor must [-not -]pay.'],
    ['composed and decomposed letters are the same', 'caf\u00E9 bar', 'cafe\u0301 bar', 'cafe\u0301 bar'],
  ])('%s', (_, left, right, expected) => expect(redline(changed(left, right))).toEqual([expected]));

  test('a passage that has little in common with the earlier one is rewritten, and shown whole on both sides', () => {
    const comparison = changed('The Customer owns its data and everything derived from it.', 'Insurance shall be taken out with a reputable carrier by either party.');
    expect(comparison.clauses[0]?.paragraphs[0]).toMatchObject({ status: 'rewritten', substantive: true, pieces: [{ kind: 'removed' }, { kind: 'added' }] });
  });

  test('removed and added text together give back both texts, whatever they are', () => {
    const texts = fc.array(fc.constantFrom('the', 'Vendor', 'shall', 'pay', '30', 'days', ',', 'not', '99.5'), { minLength: 1, maxLength: 30 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        const pieces = changed(left, right).clauses[0]?.paragraphs[0]?.pieces ?? [];
        const without = (kind: string) => pieces.filter((piece) => piece.kind !== kind).map(({ text }) => text.replaceAll('‹space›', ' ')).join('');
        expect(without('added')).toBe(left);
        expect(without('removed')).toBe(right);
      }),
    );
  });

  test('a text compared with itself has no change', () => {
    const text = textOf(clause('payment', 'The Vendor pays 30 EUR.', 'Clause 2 applies.'), clause('law', 'The law of Portugal governs.'));
    expect(comparisonOf(text, text)).toMatchObject({ changes: 0, substantiveChanges: 0, callouts: [], clauses: [{ status: 'same' }, { status: 'same' }] });
  });
});

describe('clauses', () => {
  const payment = clause('payment', 'The Customer pays each invoice within 30 days after it has received it.');
  const liability = clause('liability', 'The liability of the Vendor is limited to 12 monthly charges in every year.');
  const law = clause('law', 'The law of Portugal governs this agreement and all disputes under it.');

  test('one that is new or gone is a single place to stop at', () => {
    const comparison = comparisonOf(textOf(payment, law), textOf(payment, liability));
    expect(comparison.clauses.map(({ leftId, rightId, status }) => [leftId, rightId, status])).toEqual([
      ['payment', 'payment', 'same'],
      ['law', null, 'removed'],
      [null, 'liability', 'added'],
    ]);
    expect(comparison.changes).toBe(2);
  });

  test('one that stands elsewhere says where it came from, and the others have not moved', () => {
    const { clauses } = comparisonOf(textOf(payment, liability, law), textOf(law, payment, liability));
    expect(clauses.map(({ rightId, movedFrom }) => [rightId, movedFrom])).toEqual([['law', '3'], ['payment', null], ['liability', null]]);
  });

  test('one with another id is found by its family, then by its title, then by its words', () => {
    const pasted = { ...textOf(payment, law), clauses: textOf(payment, law).clauses.map((one) => ({ ...one, id: '', family: '', title: one.id === 'law' ? 'OF LAW' : 'Invoices' })) };
    expect(comparisonOf(textOf(payment, law), pasted).clauses.map(({ leftId, status }) => [leftId, status])).toEqual([['payment', 'changed'], ['law', 'changed']]);
    const other = textOf({ ...payment, id: 'own-payment' });
    expect(comparisonOf(textOf(payment), other).clauses).toMatchObject([{ leftId: 'payment', rightId: 'own-payment', status: 'same' }]);
  });

  test('two with one id are two', () => {
    const { clauses } = comparisonOf(textOf(payment, payment), textOf(payment, payment));
    expect(clauses.map(({ status }) => status)).toEqual(['same', 'same']);
  });

  test('a paragraph that stands in another clause now has moved, and is not gone', () => {
    const interest = 'Late amounts bear interest at eight percentage points above the base rate.';
    const left = textOf(clause('payment', 'Invoices are monthly.', interest), law);
    const right = textOf(clause('payment', 'Invoices are monthly.'), clause('law', ...law.paragraphs.map(({ text }) => text), interest));
    const { clauses, changes } = comparisonOf(left, right);
    expect(clauses[1]?.paragraphs[1]).toMatchObject({ status: 'same', movedFrom: '1.2', rightNumber: '2.2', substantive: false });
    expect(clauses[0]?.paragraphs).toHaveLength(1);
    expect(changes).toBe(1);
  });

  test('numbers that change because a clause was put in before are no changes: neither of the clause nor of a reference to it', () => {
    const referring = (number: number) => clause('credits', `For availability (clause ${number}) the credit is 10 %.`);
    const { changes, callouts } = comparisonOf(textOf(law, referring(1)), textOf(payment, law, referring(2)));
    expect({ changes, callouts }).toEqual({ changes: 1, callouts: [] });
  });

  test('a reference that names another clause now is a change', () => {
    const referring = (number: number) => clause('credits', `For availability (clause ${number}) the credit is 10 %.`);
    expect(comparisonOf(textOf(law, payment, referring(1)), textOf(law, payment, referring(2))).callouts).toMatchObject([{ kind: 'number', left: '1', right: '2' }]);
  });
});

describe('what only looks different', () => {
  test.each([
    ['quotation marks', 'the "Customer" pays', 'the “Customer” pays'],
    ['dashes', 'pays - always', 'pays – always'],
  ])('%s are a change of form', (_, left, right) => expect(changed(left, right)).toMatchObject({ changes: 1, substantiveChanges: 0 }));
});

describe('texts that nobody could compare by hand', () => {
  const words = (step: number, count: number) => Array.from({ length: count }, (_, at) => `w${(at * step) % 9_973}`).join(' ');

  test('two unrelated texts of ten thousand words in one paragraph are rewritten', () => {
    const left = Array.from({ length: 10_000 }, (_, at) => `a${at}`).join(' ');
    const right = Array.from({ length: 10_000 }, (_, at) => `b${at}`).join(' ');
    expect(changed(left, right).clauses[0]?.paragraphs[0]?.status).toBe('rewritten');
  });

  test('the same words in another order are rewritten too', () => expect(changed(words(7919, 10_000), words(4099, 10_000)).clauses[0]?.paragraphs[0]?.status).toBe('rewritten'));

  test('a few edits in fifty thousand words are found', () => {
    const long = Array.from({ length: 50_000 }, (_, at) => `word${at % 1000}`);
    const edited = long.with(100, 'other').with(40_000, 'another');
    expect(changed(long.join(' '), edited.join(' ')).clauses[0]?.paragraphs[0]?.pieces.filter(({ kind }) => kind !== 'same')).toHaveLength(4);
  });

  test('hundreds of unrelated paragraphs end up as removed and added, or rewritten', () => {
    const many = (letter: string) => clause('payment', ...Array.from({ length: 300 }, (_, at) => Array.from({ length: 33 }, (__, word) => `${letter}${at}x${word}`).join(' ')));
    const { clauses } = comparisonOf(textOf(many('a')), textOf(many('b')));
    expect(new Set(clauses[0]?.paragraphs.map(({ status }) => status))).toEqual(new Set(['removed', 'added']));
  });
});
