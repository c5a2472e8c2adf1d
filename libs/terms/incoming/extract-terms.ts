import type { ExtractedTerm, PaperFinding, PaperRange, TermPlace } from '#libs/wire/incoming-papers.js';
import type { Family, TermDefinition, TermValue } from '#libs/wire/terms.js';
import { checkedValue } from '../checked-value.js';
import { cautionOf } from './caution.js';
import { tiersIn } from './credit-tiers.js';
import { extractionRules } from './extraction-rules.js';
import type { CompiledRule } from './rule.js';
import { headingLength } from './match-family.js';
import { longestSentence, sentencesIn } from './sentences.js';
import { skeletonOf, type Skeleton } from './skeleton.js';
import type { Clause } from './split-clauses.js';
import { valueFor } from './value-for.js';

export interface Extraction {
  readonly terms: readonly ExtractedTerm[];
  readonly findings: readonly PaperFinding[];
}

/** A value that one sentence states. */
interface Statement {
  readonly path: string;
  readonly value: TermValue;
  readonly place: TermPlace;
}

interface Sentence {
  readonly range: PaperRange;
  readonly clause: number;
  readonly family: Family | null;
  readonly skeleton: Skeleton;
}

/**
 * The terms that a paper states for certain, each with the sentence it was read from. Only terms of the catalogue, in its spelling and
 * within its bounds. Two values of one term are both kept, and contradict each other. Figures that no rule reads are listed as findings.
 */
export function extractTerms(text: string, clauses: readonly Clause[], familyOf: readonly (Family | null)[], definitions: readonly TermDefinition[]): Extraction {
  const known = new Map(definitions.map((definition) => [definition.path, definition]));
  const dollar = /\b(?:USD|U\.?S\.? dollars?|United States dollars?)\b|US\$/i.test(text) ? 'USD' : null;
  const statements: Statement[] = [];
  const findings: PaperFinding[] = [];
  for (const [index, clause] of clauses.entries()) {
    const family = familyOf[index] ?? null;
    const ranges = sentencesIn(text, bodyOf(text, clause));
    const tiers = tiersIn(text, clause.heading, ranges.filter(({ start, end }) => end - start <= longestSentence));
    if (tiers !== null) statements.push(...stated(known.get(tiers.path), [...tiers.tiers], { ...tiers.range, clause: index, sentence: tiers.range }));
    for (const range of ranges) {
      if (range.end - range.start > longestSentence) {
        findings.push({ kind: 'long-sentence', message: `A sentence of ${range.end - range.start} characters was not read for terms`, clause: index, range });
        continue;
      }
      const isTier = tiers !== null && range.start >= tiers.range.start && range.end <= tiers.range.end;
      const skeleton = skeletonOf(text.slice(range.start, range.end), dollar);
      const read = isTier ? { statements: [], findings: [] } : readSentence({ range, clause: index, family, skeleton }, text, known);
      statements.push(...read.statements);
      findings.push(...read.findings);
    }
  }
  const terms = gathered(statements, known);
  return { terms, findings: [...contradictions(terms), ...findings] };
}

/** A clause without its heading where that stands on a line of its own; a heading that a sentence follows belongs to the sentence. */
function bodyOf(text: string, clause: Clause): PaperRange {
  const { start, end } = clause;
  const after = start + headingLength(text.slice(start, end), clause);
  const isOwnLine = after > start && /^[\s*_#:.|-]*?(?:[\r\n]|$)/.test(text.slice(after, Math.min(end, after + 20)));
  return { start: isOwnLine ? after : start, end };
}

function readSentence(sentence: Sentence, text: string, known: ReadonlyMap<string, TermDefinition>): { statements: Statement[]; findings: PaperFinding[] } {
  const { skeleton, range, clause } = sentence;
  const { quantities, words } = skeleton;
  const finding = (kind: PaperFinding['kind'], message: string, at: PaperRange): PaperFinding => ({ kind, message, clause, range: at });
  const placed = ({ start, end }: PaperRange): PaperRange => ({ start: range.start + start, end: range.start + end });
  const print = (at: PaperRange): string => text.slice(at.start, at.end).replaceAll(/\s+/g, ' ');
  const mismatch = quantities.find(({ otherwise }) => otherwise !== null);
  if (mismatch !== undefined) return { statements: [], findings: [finding('figure-mismatch', `“${print(placed(mismatch))}” states two different figures`, placed(mismatch))] };
  const caution = cautionOf(words);
  if (caution === 'effort' && quantities.length > 0) return { statements: [], findings: [finding('effort-only', 'A figure is stated as an effort, not as a promise', range)] };
  const read = caution === 'none' ? extractionRules.flatMap((rule) => applied(rule, sentence, known)) : [];
  const used = new Set(read.map(({ quantity }) => quantity));
  const refused = read.flatMap(({ reason, quantity, path }) => (reason === undefined || quantity === null ? [] : [finding('out-of-bounds', `“${print(placed(quantities[quantity] ?? range))}” is no value for ${known.get(path)?.label.toLowerCase() ?? path}: it ${reason}`, placed(quantities[quantity] ?? range))]));
  const unread = quantities.filter((_, at) => !used.has(at)).map((quantity) => finding('unread-figure', `“${print(placed(quantity))}” belongs to no term that could be read for certain`, placed(quantity)));
  return { statements: read.flatMap(({ statement }) => (statement === undefined ? [] : [statement])), findings: [...refused, ...unread] };
}

interface Applied {
  readonly path: string;
  readonly quantity: number | null;
  readonly statement?: Statement;
  readonly reason?: string;
}

/** What a rule reads in a sentence: nothing where it would read two different figures. */
function applied({ path, patterns, unless, within, value, needsFigure }: CompiledRule, { skeleton, range, clause, family }: Sentence, known: ReadonlyMap<string, TermDefinition>): Applied[] {
  const definition = known.get(path);
  if (definition === undefined || (within !== undefined && (family === null || !within.includes(family)))) return [];
  const { words, quantities } = skeleton;
  if (needsFigure && quantities.length === 0) return [];
  const pattern = patterns.find((one) => words.search(one) >= 0);
  if (pattern === undefined || unless.some((one) => words.search(one) >= 0)) return [];
  const matches = [...words.matchAll(pattern)];
  const figures = matches.flatMap((match) => match.slice(1).flatMap((group) => (group === undefined ? [] : [Number(group)])));
  if (value !== undefined) {
    return stated(definition, value, { ...range, clause, sentence: range }).map((statement) => ({ path, quantity: null, statement }));
  }
  const values = figures.flatMap((at) => {
    const quantity = quantities[at];
    const stands = quantity === undefined ? null : valueFor(definition, quantity);
    return quantity === undefined || stands === null ? [] : [{ at, quantity, stands }];
  });
  const [first] = values;
  if (first === undefined || new Set(values.map(({ stands }) => stands)).size > 1) return [];
  const checked = checkedValue(definition, first.stands);
  if ('reason' in checked) return [{ path, quantity: first.at, reason: checked.reason }];
  const place = { start: range.start + first.quantity.start, end: range.start + first.quantity.end, clause, sentence: range };
  return [{ path, quantity: first.at, statement: { path, value: checked.value, place } }];
}

function stated(definition: TermDefinition | undefined, value: TermValue, place: TermPlace): Statement[] {
  if (definition === undefined) return [];
  const checked = checkedValue(definition, value);
  return 'value' in checked ? [{ path: definition.path, value: checked.value, place }] : [];
}

function gathered(statements: readonly Statement[], known: ReadonlyMap<string, TermDefinition>): ExtractedTerm[] {
  const byValue = Map.groupBy(statements, ({ path, value }) => `${path} ${JSON.stringify(value)}`);
  const terms = [...byValue.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ path: first.path, value: first.value, places: same.map(({ place }) => place) }];
  });
  const numbered = terms.map((term) => ({ ...term, label: known.get(term.path)?.label ?? term.path, id: `${term.path}@${term.places[0]?.start ?? 0}` }));
  return numbered.map((term) => ({ ...term, contradicts: numbered.filter(({ path, id }) => path === term.path && id !== term.id).map(({ id }) => id) }));
}

function contradictions(terms: readonly ExtractedTerm[]): PaperFinding[] {
  return terms.flatMap(({ label, contradicts, places: [place] }) =>
    contradicts.length === 0 || place === undefined ? [] : [{ kind: 'contradiction' as const, message: `${label} is stated with ${contradicts.length + 1} different values`, clause: place.clause, range: { start: place.start, end: place.end } }],
  );
}
