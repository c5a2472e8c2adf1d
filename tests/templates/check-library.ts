import { canonical } from '#libs/evidence/canonical.js';
import { type AgreementSource, readAgreementTemplate, withClauses } from '#libs/rendering/agreement-template.js';
import { type ClauseLibrary, type ClauseSource, readLibrary } from '#libs/rendering/clause-source.js';
import { definitionsCheck } from '#libs/rendering/prose/definitions-check.js';
import { numberFaults } from '#libs/rendering/prose/number-lint.js';
import { renderClauses } from '#libs/rendering/render-clauses.js';
import { isApplicable } from '#libs/terms/applicability.js';
import { catalogue, definitionsFor } from '#libs/terms/catalogue.js';
import { compile } from '#libs/terms/compile.js';
import { readTerms } from '#libs/terms/read-terms.js';
import { FineprintError } from '#libs/wire/errors.js';
import { positionNames, type PositionName } from '#libs/wire/terms.js';
import { differenceOf, printedTexts } from './printed-numbers.js';
import { termsAtPosition } from './term-samples.js';

/** Texts of the library by the name of their file. */
export interface LibraryTexts {
  readonly clauses: ReadonlyMap<string, string>;
  readonly agreements: ReadonlyMap<string, string>;
}

const facts = { title: 'Agreement', customerName: 'Harbour & Vale', vendorName: 'Leadmind', systems: [{ name: 'Lead scoring', slug: 'lead-scoring' }], effectiveFrom: '2026-01-01', effectiveUntil: '2026-12-31', zone: 'Europe/Lisbon' };

/** Everything that is wrong with a library, one line each, naming the file; empty when every clause holds in every position. */
export function checkLibrary({ clauses, agreements }: LibraryTexts): readonly string[] {
  const read = [...clauses].map(([file, text]) => [file, said(() => readLibrary([text], catalogue))] as const);
  const refused = read.flatMap(([file, result]) => (typeof result === 'string' ? [`clauses/${file}: ${result}`] : []));
  if (refused.length > 0) return refused;
  const library = readLibrary([...clauses.values()], catalogue);
  const templates = [...agreements].map(([file, text]) => [file, said(() => readAgreementTemplate(text, [...clauses.values()], catalogue))] as const);
  const sources = templates.flatMap(([, source]) => (typeof source === 'string' ? [] : [source]));
  const [base] = sources;
  return [
    ...templates.flatMap(([file, source]) => (typeof source === 'string' ? [`agreements/${file}: ${source}`] : [])),
    ...[...library.values()].flatMap((clause) => (base === undefined ? [] : clauseFaults(clause, base, library))),
    ...(base === undefined ? [] : definitionFaults(base, library)),
    ...sources.flatMap((source) => definitionsCheck(source).filter(({ rule }) => rule === 'refers-to-nothing').map(({ clauseId, message }) => `agreements/${source.id}.md, clause ${clauseId}: ${message}`)),
  ];
}

function clauseFaults(clause: ClauseSource, base: AgreementSource, library: ClauseLibrary): readonly string[] {
  const place = `clauses/${clause.id}.md`;
  const missing = positionNames.find((position) => clause.positions[position] === '');
  return [
    ...(missing === undefined ? [] : [`${place}: its positions do not say why: ${missing}`]),
    ...numberFaults(clause.template.source).map(({ line, reason }) => `${place}, line ${line} of its text: ${reason}`),
    ...positionNames.flatMap((position) => positionFaults(clause, position, base, library).map((fault) => `${place}, ${position}: ${fault}`)),
  ];
}

/** A clause at a position, alone: its terms are valid and complete, what it prints is what takes effect, and each number compiles. */
function positionFaults(clause: ClauseSource, position: PositionName, base: AgreementSource, library: ClauseLibrary): readonly string[] {
  const source = withClauses(base, library, [{ id: clause.id, wording: null }]);
  const definitions = definitionsFor(source.clauses);
  const draft = { title: facts.title, effectiveFrom: facts.effectiveFrom, effectiveUntil: facts.effectiveUntil, zone: facts.zone, terms: termsAtPosition(position, definitions) };
  const { terms, findings } = readTerms(definitions, draft.terms);
  if (findings.length > 0) return findings.map(({ message }) => message);
  const rendered = said(() => renderClauses(source, definitions, terms, facts));
  if (typeof rendered === 'string') return [rendered];
  const printed = printedTexts(rendered);
  const effective = definitions.filter(({ path }) => terms[path] !== undefined && isApplicable(path, terms));
  const silent = effective.filter(({ path }) => !printed.has(path)).map(({ path }) => `${path} has a value, but does not print`);
  const idle = [...printed.keys()].filter((path) => effective.every((term) => term.path !== path)).map((path) => `${path} prints, but has no value that takes effect`);
  const compiled = said(() => compile({ clauses: source.clauses, draft, digest: canonical }));
  if (typeof compiled === 'string') return [...silent, ...idle, compiled];
  const differences = effective.flatMap((term) => {
    const difference = differenceOf(term, terms, printed.get(term.path) ?? [], compiled);
    return difference === undefined ? [] : [`${term.path} ${difference}`];
  });
  return [...silent, ...idle, ...differences];
}

/** Defined terms over the whole library: a word is defined by some clause, and variants of a family may define it again. */
function definitionFaults(base: AgreementSource, library: ClauseLibrary): readonly string[] {
  const perFamily = [...library.values()].filter((clause, at, all) => all.findIndex(({ family }) => family === clause.family) === at);
  return definitionsCheck({ opening: base.opening, clauses: perFamily }).map(({ clauseId, message }) => `clauses/${clauseId}.md: ${message}`);
}

/** The result, or what was said when it was refused. */
function said<Result>(make: () => Result): Result | string {
  try {
    return make();
  } catch (error) {
    if (error instanceof FineprintError) return error.detail;
    throw error;
  }
}
