import { describe, expect, test } from 'vitest';
import { changed, clause, comparisonOf, redline, textOf } from './texts.js';

const calledOut = (left: string, right: string) => changed(left, right).callouts.map((callout) => [callout.kind, callout.left, callout.right]);

describe('what is small and costly is called out', () => {
  test.each([
    ['a number', 'pays within 30 days', 'pays within 45 days', ['number', '30', '45']],
    ['a number in words', 'limited to twelve monthly charges', 'limited to three monthly charges', ['number', 'twelve', 'three']],
    ['a decimal', 'at least 99.5 %', 'at least 99.05 %', ['number', '99.5', '99.05']],
    ['shall and may', 'The Vendor shall repair faults', 'The Vendor may repair faults', ['modality', 'shall', 'may']],
    ['a word of duty taken out', 'The Vendor must repair faults', 'The Vendor repairs faults', ['modality', 'must', null]],
    ['a negation put in', 'The Vendor is liable for this', 'The Vendor is not liable for this', ['negation', null, 'not']],
    ['an exception', 'The Vendor repairs all faults', 'The Vendor repairs all faults except trivial ones', ['negation', null, 'except']],
  ])('%s', (_, left, right, expected) => expect(calledOut(left, right)).toEqual([expected]));

  test('a party put in the place of the other', () => {
    const parties = 'Between Harbour (the “Customer”) and Leadmind (the “Vendor”).';
    const left = textOf(clause('parties', parties), clause('payment', 'The Vendor bears the cost.'));
    const right = textOf(clause('parties', parties), clause('payment', 'The Customer bears the cost.'));
    expect(comparisonOf(left, right).callouts).toMatchObject([{ kind: 'defined-term', left: 'Vendor', right: 'Customer', changeId: 'change-1', place: '2.1' }]);
  });

  test('what moved inside a sentence without changing is not', () => expect(calledOut('after 30 days the Vendor pays', 'the Vendor pays after 30 days')).toEqual([]));
});

describe('what cannot be seen is shown and called out', () => {
  test.each([
    ['a zero-width space', 'liability', 'lia\u200Bbility', 'invisible', '‹U+200B›'],
    ['an override of the direction', 'pays 100 EUR', 'pays \u202E001\u202C EUR', 'invisible', '‹U+202E›'],
    ['a byte order mark inside', 'the cap', 'the \uFEFFcap', 'invisible', '‹U+FEFF›'],
    ['a soft hyphen', 'unlimited', 'un\u00ADlimited', 'invisible', '‹U+00AD›'],
    ['a tag character', 'the cap', 'the cap\u{E0041}', 'invisible', '‹U+E0041›'],
    ['the letter O for a zero', 'pays 100 EUR', 'pays 1O0 EUR', 'confusable', '1O0'],
    ['the letter l for a one', 'after 10 days', 'after l0 days', 'confusable', 'l0'],
    ['a Cyrillic letter in a Latin word', 'the cap', 'the \u0441ap', 'confusable', '\u0441ap (U+0441)'],
    ['a whole Cyrillic word that looks Latin', 'the liability cap of this agreement', 'the liability \u0441\u0430\u0440 of this agreement', 'confusable', '\u0441\u0430\u0440 (U+0441, U+0430, U+0440)'],
    ['full-width digits', 'pays 100 EUR', 'pays １００ EUR', 'confusable', '１００ (U+FF11, U+FF10)'],
    ['Arabic digits beside Latin ones', 'pays 100 EUR', 'pays 10٠ EUR', 'confusable', '10٠ (U+0660)'],
    ['a capital I for an l', 'the bill', 'the biIl', 'confusable', 'biIl'],
  ])('%s', (_, left, right, kind, shown) => {
    const comparison = changed(left, right);
    expect(comparison.callouts).toContainEqual(expect.objectContaining({ kind, right: shown }));
    expect(comparison.substantiveChanges).toBe(1);
  });

  test('a space that does not break, in the place of one that does, is written out and is a change of form', () => {
    const comparison = changed('pays 100 EUR', 'pays 100\u00A0EUR');
    expect(redline(comparison)).toEqual(['pays 100[-‹space›-]{+‹U+00A0›+}EUR']);
    expect(comparison).toMatchObject({ callouts: [{ kind: 'space', right: '‹U+00A0›' }], substantiveChanges: 0, changes: 1 });
  });

  test('also when both texts have it', () => expect(calledOut('lia\u200Bbility', 'lia\u200Bbility')).toEqual([['invisible', '‹U+200B›', '‹U+200B›']]));
  test('no piece carries an invisible character', () => expect(redline(changed('the cap', 'the \u202Ecap')).join('')).not.toMatch(/\u202E/));
  test.each(['O2 is a company', 'plain text with 100 EUR', 'Ωμέγα is Greek', 'Привет is Russian', '1st and 2nd line', 'کتاب‌ها in Persian'])('%s is nothing to call out', (text) => expect(calledOut(text, text)).toEqual([]));
});
