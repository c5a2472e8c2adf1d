import { describe, expect, test } from 'vitest';
import { withClauses } from '#libs/rendering/agreement-template.js';
import { readLibrary } from '#libs/rendering/clause-source.js';
import { renderClauses } from '#libs/rendering/render-clauses.js';
import { isApplicable, isNeeded } from '#libs/terms/applicability.js';
import { catalogue, definitionsFor } from '#libs/terms/catalogue.js';
import { readTerms } from '#libs/terms/read-terms.js';
import type { ClauseText } from '#libs/wire/agreements.js';
import { positionNames, type PositionName } from '#libs/wire/terms.js';
import { termsAt } from '../terms/positions.js';
import { facts } from './facts.js';
import { clauseTexts, shipped } from './templates.js';

const library = readLibrary(clauseTexts, catalogue);
const ids = [...library.keys()];
const template = shipped('ai-crm-standard');

/** Clauses as they read when every term stands at one position. */
function at(position: PositionName, chosen: readonly string[]) {
  const source = withClauses(template, library, chosen.map((id) => ({ id, wording: null })));
  const definitions = definitionsFor(source.clauses);
  const { terms, findings } = readTerms(definitions, termsAt(position, definitions));
  return { definitions, terms, findings, clauses: renderClauses(source, definitions, terms, facts) };
}

/** The prose of a paragraph without the values printed in it. */
const proseOf = ({ text, values }: ClauseText['paragraphs'][number]) =>
  values.toSorted((one, other) => other.start - one.start).reduce((left, { start, end }) => left.slice(0, start) + left.slice(end), text);

const cases = ids.flatMap((id) => positionNames.map((position) => [id, position] as const));

describe('every shipped clause, in each of its positions', () => {
  test.for(cases)('%s, %s: its terms are valid, complete and printed, and nothing else is', ([id, position]) => {
    const { definitions, terms, findings, clauses } = at(position, [id]);
    expect(findings).toEqual([]);
    const effective = definitions.filter((term) => isApplicable(term.path, terms) && (terms[term.path] !== undefined || isNeeded(term, terms)));
    const printed = new Set(clauses.flatMap(({ paragraphs }) => paragraphs.flatMap(({ values }) => values.map(({ path }) => path))));
    expect([...printed].toSorted()).toEqual(effective.map(({ path }) => path).toSorted());
  });

  test.for(cases)('%s, %s: reads as whole sentences', ([id, position]) => {
    expectWholeSentences(at(position, [id]).clauses);
  });
});

test.for(positionNames)('all of them together, %s, read as whole sentences that refer to each other', (position) => {
  const { clauses } = at(position, ids);
  expect(clauses).toHaveLength(ids.length);
  expectWholeSentences(clauses);
});

/** Without a placeholder, a gap, or a number that is neither a term nor the number of a clause. */
function expectWholeSentences(clauses: readonly ClauseText[]): void {
  for (const paragraph of clauses.flatMap(({ paragraphs }) => paragraphs)) {
    expect(paragraph.text).toMatch(/^[\p{Lu}“][^{}[\]\p{Co}]*[.]$/u);
    expect(paragraph.text).not.toMatch(/ [,.;]|\.\.|,,| {2}/);
    expect(proseOf(paragraph).replaceAll(/\bclause \d+/g, '')).not.toMatch(/\d/);
  }
}
