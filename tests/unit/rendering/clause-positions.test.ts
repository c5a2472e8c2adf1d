import { describe, expect, test } from 'vitest';
import { canonical } from '#libs/evidence/canonical.js';
import { renderClauses, renderOpening } from '#libs/rendering/render-clauses.js';
import { isApplicable } from '#libs/terms/applicability.js';
import { catalogue, definitionsFor } from '#libs/terms/catalogue.js';
import { compile } from '#libs/terms/compile.js';
import { readTerms } from '#libs/terms/read-terms.js';
import { review } from '#libs/terms/review.js';
import type { AgreementDraft } from '#libs/wire/agreements.js';
import { positionNames, type PositionName } from '#libs/wire/terms.js';
import { positioned } from '../terms/positioned.js';
import { facts } from './facts.js';
import { clauseTexts, shipped, shippedIds } from './templates.js';

const full = shipped('ai-vendor-full');
const everyPosition = full.clauses.flatMap(({ id }) => positionNames.map((position) => [id, position] as const));

/** A template in one position: what it prints, and the draft it was printed from. */
function inPosition(position: PositionName, template = full) {
  const definitions = definitionsFor(template.clauses);
  const { terms, findings } = readTerms(definitions, positioned(definitions, position));
  const draft: AgreementDraft = { title: 'Lead scoring', effectiveFrom: '2026-01-01', effectiveUntil: '2026-12-31', zone: 'Europe/Lisbon', terms };
  return { definitions, terms, findings, draft, clauses: renderClauses(template, definitions, terms, facts), opening: renderOpening(template, definitions, terms, facts) };
}

const read = { preferred: inPosition('preferred'), fallback: inPosition('fallback'), walkAway: inPosition('walkAway') };
const clauseOf = (id: string, position: PositionName) => read[position].clauses.find((clause) => clause.id === id);

test('every term of the catalogue belongs to exactly one clause of the complete agreement', () => {
  expect(full.clauses.flatMap(({ terms }) => terms).toSorted()).toEqual(catalogue.map(({ path }) => path).toSorted());
});

test('every clause that ships stands in the complete agreement', () => {
  expect(full.clauses).toHaveLength(clauseTexts.length);
});

test.for(positionNames)('every value of the position %s is one that its term accepts', (position) => {
  expect(read[position].findings).toEqual([]);
});

describe('a clause in a position', () => {
  test.for(everyPosition)('%s as %s prints each of its terms that has an effect, and no other', ([id, position]) => {
    const { definitions, terms } = read[position];
    const own = full.clauses.find((clause) => clause.id === id)?.terms ?? [];
    const expected = definitions.filter(({ path }) => own.includes(path) && terms[path] !== undefined && isApplicable(path, terms)).map(({ path }) => path);
    const printed = new Set(clauseOf(id, position)?.paragraphs.flatMap(({ values }) => values.map(({ path }) => path)));
    expect([...printed].toSorted()).toEqual(expected.toSorted());
  });

  test.for(everyPosition)('%s as %s reads as sentences without a placeholder left', ([id, position]) => {
    const clause = clauseOf(id, position);
    expect(clause?.paragraphs.map(({ number }) => number)).toEqual(clause?.paragraphs.map((_, at) => `${clause.number}.${at + 1}`));
    for (const { text } of clause?.paragraphs ?? []) {
      expect(text).toMatch(/^\p{Lu}[^{}\p{Co}]*[.]$/u);
      expect(text).not.toMatch(/\[[^\]]+\]|\.\.| [,.;:]| {2}|\(\)/);
    }
  });

  test.for(everyPosition)('%s as %s has no number in its own words, but those of laws', ([id, position]) => {
    for (const { text, values } of clauseOf(id, position)?.paragraphs ?? []) {
      const words = values.toReversed().reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
      const lawless = words.replaceAll(/(?:Regulation|Directive) \((?:EU|EC)\) (?:No )?\d+\/\d+|Articles? \d+(?:\(\d+\))*/g, '').replaceAll(/clause \d+/g, '');
      expect(lawless.replaceAll(/at a confidence of 95 per cent|availability of 100 per cent|\d TP|divided by \d|\d - |F1/g, '')).not.toMatch(/\d/);
    }
  });
});

test.for(positionNames)('every deadline of the position %s is compiled in the unit and with the length that it prints', (position) => {
  const { definitions, draft, clauses } = read[position];
  const errors = review(draft, definitions).filter(({ severity }) => severity === 'error');
  expect(errors).toEqual([]);
  const { clocks } = compile({ clauses: full.clauses, draft, digest: canonical });
  const printed = new Map(clauses.flatMap(({ paragraphs }) => paragraphs.flatMap(({ text, values }) => values.map(({ path, start, end }) => [path, text.slice(start, end)] as const))));
  const counted = clocks.filter(({ key, unit }) => definitions.some(({ path }) => path === key) && unit !== 'date');
  expect(counted.length).toBeGreaterThan(60);
  for (const { key, length, unit } of counted) {
    const [number, ...words] = printed.get(key)?.replaceAll(',', '').split(' ') ?? [];
    expect([key, Number(number), words.join('-').replace(/s$/, '')]).toEqual([key, length, unit.replace(/s$/, '')]);
  }
});

test.for(shippedIds)('%s refers only to clauses that it has, and says that it is no legal advice where it is a full agreement', (id) => {
  const { clauses, opening } = inPosition('preferred', shipped(id));
  for (const { text } of clauses.flatMap(({ paragraphs }) => paragraphs)) {
    for (const [, number] of text.matchAll(/clause (\d+)/g)) expect(Number(number)).toBeLessThanOrEqual(clauses.length);
    expect(text).not.toContain('[no clause');
  }
  if (id.startsWith('ai-vendor')) expect(opening.join(' ')).toContain('not legal advice');
});
