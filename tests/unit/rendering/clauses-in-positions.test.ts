import { expect, test } from 'vitest';
import { withClauses } from '#libs/rendering/agreement-template.js';
import { readLibrary } from '#libs/rendering/clause-source.js';
import { renderClauses } from '#libs/rendering/render-clauses.js';
import { catalogue, definitionsFor } from '#libs/terms/catalogue.js';
import { readTerms } from '#libs/terms/read-terms.js';
import { positionNames, type PositionName } from '#libs/wire/terms.js';
import { termsAtPosition } from '../../templates/term-samples.js';
import { facts } from './facts.js';
import { clauseTexts, shipped } from './templates.js';

const library = readLibrary(clauseTexts, catalogue);
const ids = [...library.keys()];
const template = shipped('ai-crm-standard');

/** Paragraphs of the clauses when every term stands at one position. */
function paragraphsAt(position: PositionName, chosen: readonly string[]): readonly string[] {
  const source = withClauses(template, library, chosen.map((id) => ({ id, wording: null })));
  const definitions = definitionsFor(source.clauses);
  const { terms } = readTerms(definitions, termsAtPosition(position, definitions));
  return renderClauses(source, definitions, terms, facts).flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text));
}

/** No placeholder is left, and no condition leaves a gap, a doubled stop or an empty enumeration behind. */
function expectWholeSentences(paragraphs: readonly string[]): void {
  expect(paragraphs.length).toBeGreaterThan(0);
  for (const text of paragraphs) {
    expect(text).toMatch(/^[\p{Lu}“][^{}[\]\p{Co}]*[.]$/u);
    expect(text).not.toMatch(/ [,.;:)]|[,;:]\.|\.\.|,,|\( |\(\)| {2}/);
  }
}

test.for(ids.flatMap((id) => positionNames.map((position) => [id, position] as const)))('the clause %s, %s, reads as whole sentences on its own', ([id, position]) => {
  expectWholeSentences(paragraphsAt(position, [id]));
});

test.for(positionNames)('all clauses together, %s, read as whole sentences', (position) => {
  expectWholeSentences(paragraphsAt(position, ids));
});
