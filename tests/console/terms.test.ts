import { describe, expect, test } from 'vitest';
import { compiledOf, findingsCount, formOf, freezeObstacle, withTerm } from '#lib/terms.ts';
import { creditLines, objectiveLines } from '#lib/compiled.ts';
import { definition, previewOf, template } from './samples.ts';

const finding = (severity: 'error' | 'warning' | 'note') => ({ severity, family: 'uptime' as const, path: 'uptime.target', message: 'm', rule: 'r', source: null, fix: null });

const source = { clauseId: 'credits', termPath: 'credits.monthlyCharge', termHash: '' };
const charge = { amount: '1200.00', currency: 'EUR' };

describe('terms of a draft', () => {
  test('the form has the families of the template, in the order of the agreement', () => {
    expect(formOf(template.terms).map((section) => [section.family, section.terms.length])).toEqual([
      ['uptime', 2],
      ['credits', 1],
    ]);
  });

  test.each([['', undefined], [undefined, undefined], [[], undefined], ['99', '99']])('setting %j leaves %j', (value, left) => {
    expect(withTerm({ 'uptime.target': '99.5', 'a.b': 'c' }, 'uptime.target', value)).toEqual(left === undefined ? { 'a.b': 'c' } : { 'a.b': 'c', 'uptime.target': left });
  });

  test('findings are counted by weight', () => {
    expect(findingsCount([finding('error'), finding('note'), finding('error')])).toBe('2 errors, 1 note');
    expect(findingsCount([])).toBe('no findings');
  });

  test('what a family compiles to is what its own terms caused', () => {
    const compiled = { objectives: [definition], clocks: [], obligations: [], credits: null };
    expect(compiledOf(compiled, template.terms.slice(0, 2)).objectives).toEqual([definition]);
    expect(compiledOf(compiled, template.terms.slice(2)).objectives).toEqual([]);
  });

  test.each([
    ['before its preview is there', undefined, false, /not been worked out/],
    ['with unsaved changes', previewOf('99.5'), true, /Save the draft first/],
    ['with an error', previewOf('99.5', { findings: [finding('error')] }), false, /One finding is an error/],
    ['with a missing term', previewOf('99.5', { compiled: null }), false, /term is missing/],
  ])('a draft is not frozen %s', (_, preview, isUnsaved, why) => {
    expect(freezeObstacle(preview, isUnsaved)).toMatch(why);
  });

  test('a saved draft with only warnings can be frozen', () => {
    expect(freezeObstacle(previewOf('99.5', { findings: [finding('warning')] }), false)).toBeNull();
  });

  test('credits read like their clause: caps are of each breach, not of all together', () => {
    expect(
      creditLines({ monthlyCharge: charge, monthlyCapPercent: '50', rollingCapPercent: '20', minimumPayout: '0', claim: 'days-after-window', claimDays: 60, source })
        .map((line) => line.replaceAll('\u00A0', ' ')),
    ).toEqual([
      'monthly charge 1,200.00 EUR',
      'at most 50 % of the charge of its window for one breach',
      'at most 20 % of the charges of its window and the eleven months before, less the credits of those months',
      'however small',
      'claimed within 60 days of the window',
    ]);
  });

  test('credits that are shared within a window say how', () => {
    const shared = { monthlyCharge: charge, monthlyCapPercent: '50', rollingCapPercent: '20', minimumPayout: '0', base: 'system', multiBreach: 'highest', poolPercent: '15', claim: 'days-after-window', claimDays: 60, source } as const;
    expect(creditLines(shared).map((line) => line.replaceAll('\u00A0', ' '))).toEqual(
      expect.arrayContaining(['monthly charge 1,200.00 EUR for each system', 'of breaches whose windows end together only the highest credit counts', 'at most 15 % of the charge for all breaches whose windows end together']),
    );
  });

  test('an objective reads like its clause', () => {
    expect(objectiveLines(definition).map((line) => line.replaceAll('\u00A0', ' '))).toEqual([
      'at least 99.5 % per calendar month in Europe/Lisbon',
      'share of events that did not fail',
      'below 1,000 events: insufficient data',
      'final 24 hours after the window',
      'worse than 99.5 %: 10 % of the charge',
    ]);
  });
});
