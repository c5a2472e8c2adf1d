import { describe, expect, test } from 'vitest';
import { canonical } from '#libs/evidence/canonical.js';
import { catalogue } from '#libs/terms/catalogue.js';
import { checkedValue } from '#libs/terms/checked-value.js';
import { calendarOf } from '#libs/terms/calendars/holiday-calendars.js';
import { compileClocks, holidaysPath } from '#libs/terms/compilers/clocks.js';
import { compileObligations } from '#libs/terms/compilers/obligations.js';
import { ClockDefinition, ObligationDefinition } from '#libs/wire/objectives.js';
import { families, positionNames, type TermDefinition, type TermValues } from '#libs/wire/terms.js';
import { draftOf } from './drafts.js';

const spans: readonly TermDefinition['kind'][] = ['days', 'workingDays', 'months', 'hours', 'minutes', 'date'];
/** Compiled by rules of their own: the claim of a credit has two of them. */
const ownClocks = ['credits.claimRule', 'credits.claimDays'];
const named = catalogue.map((term) => [term.path, term] as const);

const context = (terms: TermValues) => ({
  terms,
  draft: draftOf(),
  sourceOf: (termPath: string) => ({ clauseId: 'clause', termPath, termHash: canonical(terms) }),
});

test('every path stands once and begins with its family', () => {
  expect(new Set(catalogue.map(({ path }) => path)).size).toBe(catalogue.length);
  for (const { path, family } of catalogue) expect(path).toMatch(new RegExp(`^${family}\\.[a-z][A-Za-z0-9]*$`));
  for (const { family } of catalogue) expect(families).toContain(family);
});

describe.for(named)('%s', ([path, term]) => {
  test('has a label, an explanation and positions that are values of it', () => {
    expect(term.label).not.toBe('');
    expect(term.help).not.toBe('');
    for (const name of positionNames) {
      const value = term.positions[name];
      if (value !== null) expect(checkedValue({ ...term, minimum: null, maximum: null }, value)).toHaveProperty('value');
    }
    if (term.initial !== null) expect(checkedValue(term, term.initial)).toHaveProperty('value');
  });

  test('is watched: a date or a period has a clock, or states another effect', () => {
    if (ownClocks.includes(path)) return expect(term.clock).toBeNull();
    if (term.clock !== null) expect(spans).toContain(term.kind);
    if (term.effect === 'clock') return expect(term.clock).not.toBeNull();
    if (term.effect === 'obligation') return expect(term.obligation).not.toBeNull();
    return expect(['objective', 'credit', 'check', 'human judgement']).toContain(term.effect);
  });

  test('compiles to what its rules say, in wire form', () => {
    const value = term.kind === 'date' ? '2026-06-30' : (term.initial ?? term.positions.fallback ?? (spans.includes(term.kind) ? '7' : 'x'));
    const clocks = compileClocks([term], context({ [path]: value }));
    expect(clocks.map((clock) => ClockDefinition.parse(clock))).toEqual(clocks);
    expect(clocks.map(({ key, length, date }) => [key, date ?? String(length)])).toEqual(term.clock === null ? [] : [[path, value]]);
    const obligations = compileObligations([term], context({ [path]: value }));
    expect(obligations.map((obligation) => ObligationDefinition.parse(obligation))).toEqual(obligations);
    expect(obligations.every(({ key, text }) => key === path && text.startsWith(term.label))).toBe(true);
  });
});

test('every holiday calendar that can be chosen exists, but for the choice of none', () => {
  const codes = catalogue.find(({ path }) => path === holidaysPath)?.choices.map(({ code }) => code) ?? [];
  expect(codes.filter((code) => code !== 'none').every((code) => calendarOf(code) !== undefined)).toBe(true);
});
