import { describe, expect, test } from 'vitest';
import { renderClauses, renderOpening } from '#libs/rendering/render-clauses.js';
import { catalogue, definitionsFor } from '#libs/terms/catalogue.js';
import { isApplicable } from '#libs/terms/applicability.js';
import { readTerms } from '#libs/terms/read-terms.js';
import { ClauseText } from '#libs/wire/agreements.js';
import type { TermValues } from '#libs/wire/terms.js';
import { draftOf } from '../terms/drafts.js';
import { positioned } from '../terms/positioned.js';
import { facts } from './facts.js';
import { shipped, shippedIds } from './templates.js';

const standard = shipped('ai-crm-standard');

function rendered(changes: Parameters<typeof draftOf>[0] = {}, template = standard, beneath: TermValues = {}) {
  const definitions = definitionsFor(template.clauses);
  const { terms } = readTerms(definitions, { ...beneath, ...draftOf(changes).terms });
  return { definitions, terms, clauses: renderClauses(template, definitions, terms, facts), opening: renderOpening(template, definitions, terms, facts) };
}
/** Values for the terms that the sample draft does not know. */
const preferred = (template: typeof standard) => positioned(definitionsFor(template.clauses), 'preferred');
const proseOf = ({ clauses }: ReturnType<typeof rendered>) => clauses.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text)).join('\n');

describe('every shipped template', () => {
  const methods = ['event-ratio', 'interval-average', 'bad-minutes', 'all-failed-minutes'].flatMap((uptime) =>
    ['percentile', 'attainment'].flatMap((latency) => shippedIds.map((id) => [id, uptime, latency] as const)),
  );

  test.for(methods)('%s prints, under %s and %s, exactly the terms that have an effect', ([id, uptime, latency]) => {
    const { definitions, terms, clauses } = rendered({ 'uptime.method': uptime, 'latency.method': latency, 'credits.minimumPayout': '1 EUR', 'credits.pool': '40', 'ownership.trainingData': ['usage-data'] }, shipped(id), preferred(shipped(id)));
    const printed = new Set(clauses.flatMap(({ paragraphs }) => paragraphs.flatMap(({ values }) => values.map(({ path }) => path))));
    const effective = definitions.filter(({ path, required }) => isApplicable(path, terms) && (required || terms[path] !== undefined)).map(({ path }) => path);
    expect([...printed].toSorted()).toEqual(effective.toSorted());
    expect(clauses.map((clause) => ClauseText.parse(clause))).toEqual(clauses);
  });

  test.for(shippedIds)('%s numbers its paragraphs without gaps and leaves no trace of the engine', (id) => {
    for (const { number, paragraphs } of rendered({}, shipped(id), preferred(shipped(id))).clauses) {
      expect(paragraphs.map((paragraph) => paragraph.number)).toEqual(paragraphs.map((_, at) => `${number}.${at + 1}`));
      for (const { text } of paragraphs) expect(text).toMatch(/^[A-Z][^{}\p{Co}]*[.]$/u);
    }
  });
});

test('every printed value is found at its position', () => {
  for (const { paragraphs } of rendered().clauses) {
    for (const { text, values } of paragraphs) {
      for (const { start, end } of values) expect(text.slice(start, end)).toMatch(/\S/);
    }
  }
  const [first] = rendered().clauses.find(({ id }) => id === 'uptime')?.paragraphs ?? [];
  expect(first?.values.map(({ path, start, end }) => [path, first.text.slice(start, end)])).toEqual([
    ['uptime.window', 'calendar month'],
    ['uptime.target', '99.5 %'],
  ]);
});

test('a term without a value prints as its label, where the value will stand', () => {
  const [first] = rendered({ 'uptime.target': null }).clauses[1]?.paragraphs ?? [];
  expect(first?.text).toContain('is at least [Target].');
  expect(first?.values.map(({ path }) => path)).toContain('uptime.target');
});

test('a template without accuracy neither prints nor asks for anything of it', () => {
  const light = rendered({}, shipped('ai-crm-light'));
  expect(light.definitions.filter(({ path }) => /accuracy/i.test(path))).toEqual([]);
  expect(proseOf(light)).not.toMatch(/precision|For accuracy/);
  expect(proseOf(light)).toContain('For availability (clause 2)');
});

test('parties, systems and dates stand in the opening as they are', () => {
  const { opening } = rendered();
  expect(opening[0]).toContain('Harbour & Vale (the “Customer”) and Leadmind');
  expect(opening[1]).toContain('Lead scoring (lead-scoring); Chat (chat).');
  expect(opening[2]).toContain('at the start of 1 January 2026 and ends at the end of 31 December 2026, in the time zone Europe/Lisbon');
});

test.for([
  ['a placeholder', '{{customer.name}}', '{{customer.name}}'],
  ['two blank lines, which would make a paragraph', 'A\n\n9.9 B', 'A 9.9 B'],
  ['reordered text', 'A\u202eB', 'A‹U+202E›B'],
  ['an invisible character', 'A\u200bB', 'A‹U+200B›B'],
  ['forged marks', 'A\ue000uptime.target\ue001100 %\ue002', 'A\ufffduptime.target\ufffd100 %\ufffd'],
  ['markup', '<b>A</b>', '<b>A</b>'],
] as const)('a name with %s changes nothing but itself', ([, vendorName, printed]) => {
  const definitions = definitionsFor(standard.clauses);
  const opening = renderOpening(standard, definitions, {}, { ...facts, vendorName });
  expect(opening[0]).toBe(`This agreement is made between Harbour & Vale (the “Customer”) and ${printed} (the “Vendor”).`);
  expect(opening).toHaveLength(rendered().opening.length);
});

test('no clause lists a term of another family', () => {
  const familyOf = new Map(catalogue.map(({ path, family }) => [path, family]));
  for (const { family, terms } of standard.clauses) expect(terms.map((path) => familyOf.get(path))).toEqual(terms.map(() => family));
});
