import { describe, expect, test } from 'vitest';
import type { Comparison } from '#libs/wire/comparisons.js';
import { compare } from '#libs/terms/comparison/compare.js';
import { pastedClauses } from '#libs/terms/comparison/pasted-text.js';
import type { TermValues } from '#libs/wire/terms.js';
import { renderedDraft } from './rendered-draft.js';

const tiers = (...steps: readonly (readonly [string, string])[]) => steps.map(([bound, percent]) => ({ bound, percent, inclusive: false }));

/** What changing these terms of a complete agreement moves. */
function moved(changes: TermValues): Comparison {
  const left = renderedDraft({});
  return compare(left.side, renderedDraft(changes).side, left.compileTerms);
}

describe('a changed term', () => {
  test('is told old and new as they read, with the difference and what it means for us', () => {
    expect(moved({ 'credits.claimDays': '30' }).terms).toEqual([
      { path: 'credits.claimDays', label: 'Claim period', left: '60 days', right: '30 days', difference: '-30 days', effect: 'worse', paths: ['credits.claimDays'] },
    ]);
  });

  test('is named at the passage it is printed in', () => {
    const { clauses } = moved({ 'uptime.target': '99', 'credits.uptimeTiers': tiers(['99', '10']) });
    const passages = clauses.flatMap(({ paragraphs }) => paragraphs).filter(({ id }) => id !== null);
    expect(passages.map(({ paths }) => paths)).toEqual([['uptime.target'], ['credits.uptimeTiers']]);
  });

  test('moves its clock', () => {
    expect(moved({ 'credits.claimDays': '90' }).clocks).toMatchObject([{ key: 'credits.claim-window', left: '60 calendar days after the window ends', right: '90 calendar days after the window ends', effect: 'better' }]);
  });

  test('moves its objective: a lower target is worse for us, a lower ceiling better', () => {
    expect(moved({ 'uptime.target': '99', 'latency.threshold': '200' }).objectives).toMatchObject([
      { key: 'uptime.availability', aspect: 'target', left: 'at least 99.5 %', right: 'at least 99 %', effect: 'worse', paths: ['uptime.target'] },
      { key: 'latency.percentile', aspect: 'target', left: 'at most 300 milliseconds', right: 'at most 200 milliseconds', effect: 'better', paths: ['latency.threshold'] },
    ]);
  });

  test('that is a method is told in words and cannot be ranked', () => {
    const { terms, objectives } = moved({ 'uptime.method': 'bad-minutes' });
    expect(terms).toMatchObject([{ left: 'event ratio', right: 'bad minutes', effect: 'unranked', difference: null }]);
    expect(objectives).toMatchObject([{ aspect: 'method', left: 'event ratio', right: 'bad minutes', effect: 'unranked' }]);
  });
});

describe('money', () => {
  test.each([
    ['a higher step', { 'credits.uptimeTiers': tiers(['99.5', '20'], ['99', '25']) }, [['Availability below 99.5 %', '120.00', '240.00', 'better']]],
    ['a step that begins later', { 'credits.uptimeTiers': tiers(['99.5', '10'], ['98', '25']) }, [['Availability below 99 %', '300.00', '120.00', 'worse']]],
    ['a lower cap', { 'credits.monthlyCap': '15' }, [['Availability below 99 %', '300.00', '180.00', 'worse']]],
    ['a lower charge', { 'credits.monthlyCharge': '600.00 EUR' }, [['Availability below 99.5 %', '120.00', '60.00', 'worse'], ['Availability below 99 %', '300.00', '150.00', 'worse'], ['Latency percentile above 300 ms', '60.00', '30.00', 'worse']]],
  ] as const)('%s', (_, changes, expected) => {
    expect(moved(changes as unknown as TermValues).credits.map(({ label, left, right, effect }) => [label, left?.amount, right?.amount, effect])).toEqual(expected);
  });

  test('in another currency is not ranked', () => {
    expect(new Set(moved({ 'credits.monthlyCharge': '1200.00 USD' }).credits.map(({ effect }) => effect))).toEqual(new Set(['unranked']));
  });
});

describe('the text that the other party sent back', () => {
  const ours = renderedDraft({});
  const theirs = (edit: (text: string) => string) => ({ clauses: pastedClauses(edit(ours.text), ours.side.clauses), terms: null, compiled: null, definitions: [] });
  const against = (edit: (text: string) => string) => compare(ours.side, theirs(edit), ours.compileTerms);
  const replace = (from: string, to: string) => (text: string) => text.replace(from, to);

  test.each([
    ['without a change', (text: string) => text],
    ['without blank lines and with other line ends', (text: string) => text.replaceAll('\n\n', '\r\n')],
    ['with hard line breaks', (text: string) => text.replaceAll(' the ', '\nthe ')],
    ['without any numbers before headings and paragraphs', (text: string) => text.replaceAll(/^[\d.]+ /gm, '')],
  ])('%s, is the same', (_, edit) => expect(against(edit)).toMatchObject({ changes: 0, terms: [], isPriced: true }));

  test('states the terms it changed, and what that costs', () => {
    const comparison = against(replace('monthly charge of 1200.00 EUR', 'monthly charge of 600.00 EUR'));
    expect(comparison.terms).toMatchObject([{ path: 'credits.monthlyCharge', left: '1200.00 EUR', right: '600.00 EUR', difference: '-600 EUR' }]);
    expect(comparison.credits[0]).toMatchObject({ left: { amount: '120.00' }, right: { amount: '60.00' } });
  });

  test('states a choice by its label', () => {
    expect(against(replace('“event ratio”', '“bad minutes”')).objectives).toMatchObject([{ aspect: 'method', right: 'bad minutes' }]);
  });

  test('says the same from the other side', () => {
    const edited = theirs(replace('within 60 days', 'within 45 days'));
    expect(compare(edited, ours.side, ours.compileTerms).terms).toMatchObject([{ left: '45 days', right: '60 days', difference: '+15 days', effect: 'better' }]);
  });

  test.each([
    ['another unit', 'within 60 days', 'within 60 hours', 'credits.claimDays', '60 hours'],
    ['two numbers', 'within 60 days', 'within 30 or 60 days', 'credits.claimDays', '30 or 60 days'],
    ['a value out of bounds', 'at least 99.5 %', 'at least 9.5 %', 'uptime.target', '9.5 %'],
    ['steps', '10 % below 99.5 %', '5 % below 99.5 %', 'credits.uptimeTiers', '5 % below 99.5 %; 25 % below 99 %'],
  ])('with %s states nothing certain, so the words are shown and nothing is priced', (_, from, to, path, words) => {
    const comparison = against(replace(from, to));
    expect(comparison.terms).toMatchObject([{ path, right: words, effect: 'unranked' }]);
    expect(comparison).toMatchObject({ isPriced: false, objectives: [], credits: [] });
  });

  test('without a clause no longer states its terms', () => {
    const { terms, clauses, isPriced } = against((text) => text.slice(0, text.indexOf('3 Service credits')));
    expect(clauses.at(-1)).toMatchObject({ leftId: 'credits', status: 'removed' });
    expect(terms).toContainEqual(expect.objectContaining({ path: 'credits.monthlyCharge', left: '1200.00 EUR', right: null }));
    expect(isPriced).toBe(false);
  });

  test.each([
    ['', 'EMPTY'],
    [' \n\t\n', 'EMPTY'],
    ['x'.repeat(400_001), 'TOO_LONG'],
    ['a\n\n'.repeat(4_001), 'TOO_LONG'],
  ])('is refused when there is nothing to compare, or too much', (text, code) => {
    expect(() => pastedClauses(text, [])).toThrow(expect.objectContaining({ code: 'INVALID', faults: [expect.objectContaining({ pointer: '/text', code })] }));
  });
});
