import type { AgreementSource } from '../agreement-template.js';
import type { ClauseSource } from '../clause-source.js';
import { capitalisedWords, countOf, isDefined, quotedWords } from './defined-words.js';

/** What a reader stumbles over: a word without a definition, a definition without use, two definitions, a reference to nothing. */
export interface ProseFinding {
  readonly severity: 'error' | 'warning' | 'note';
  /** Id of the clause, or `opening`. */
  readonly clauseId: string;
  readonly rule: 'used-but-not-defined' | 'defined-but-not-used' | 'defined-twice' | 'declared-but-not-explained' | 'refers-to-nothing';
  readonly message: string;
}

type Text = Pick<AgreementSource, 'opening' | 'clauses'>;

/**
 * Checks the defined terms of an agreement and its cross-references. Defined are the words that a clause declares in its front
 * matter, and those that the opening sets in quotation marks; used are words with a capital inside a sentence.
 */
export function definitionsCheck({ opening, clauses }: Text): ProseFinding[] {
  const places = [...quotedWords(opening.source).map((word) => [word, 'opening'] as const), ...clauses.flatMap(({ id, defines }) => defines.map((word) => [word, id] as const))];
  const defined = new Set(places.map(([word]) => word));
  const everything = [opening.source, ...clauses.map(({ template }) => template.source)].join('\n');
  return [
    ...places.flatMap(([word, clauseId], at) => {
      const first = places.find(([other]) => other === word);
      if (first !== places[at]) return [finding('warning', clauseId, 'defined-twice', `“${word}” is defined here and in ${first?.[1] ?? ''} as well`)];
      return countOf(word, everything) > 1 ? [] : [finding('note', clauseId, 'defined-but-not-used', `“${word}” is defined, but nothing uses it`)];
    }),
    ...clauses.flatMap((clause) => [...undefinedWords(clause, defined), ...unexplained(clause), ...danglingReferences(clause, clauses)]),
  ];
}

function undefinedWords({ id, template }: ClauseSource, defined: ReadonlySet<string>): ProseFinding[] {
  return [...capitalisedWords(template.source)]
    .filter(([word]) => !isDefined(word, defined))
    .map(([word, line]) => finding('warning', id, 'used-but-not-defined', `Line ${line} uses “${word}”, which no clause of this agreement defines`));
}

function unexplained({ id, defines, template }: ClauseSource): ProseFinding[] {
  return defines
    .filter((word) => countOf(word, template.source) === 0)
    .map((word) => finding('warning', id, 'declared-but-not-explained', `“${word}” is declared as defined here, but the text does not use it`));
}

const reference = /\{\{\s*clause\.([A-Za-z]+)\s*\}\}/g;
const guard = /\{\{#if\s+family\.([A-Za-z]+)\s*\}\}/g;

/** References to a family that has no clause; one that asks first whether the family is there does not print then. */
function danglingReferences({ id, template }: ClauseSource, clauses: readonly ClauseSource[]): ProseFinding[] {
  const present = new Set<string>(clauses.map(({ family }) => family));
  const guarded = new Set([...template.source.matchAll(guard)].map(([, family = '']) => family));
  const missing = new Set([...template.source.matchAll(reference)].map(([, family = '']) => family).filter((family) => !present.has(family) && !guarded.has(family)));
  return [...missing].map((family) => finding('error', id, 'refers-to-nothing', `It refers to a clause on ${family}, which this agreement does not have`));
}

function finding(severity: ProseFinding['severity'], clauseId: string, rule: ProseFinding['rule'], message: string): ProseFinding {
  return { severity, clauseId, rule, message };
}
