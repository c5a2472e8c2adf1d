import type { ClauseText } from '#libs/wire/agreements.js';
import type { ClauseChange, Comparison, PassageChange } from '#libs/wire/comparisons.js';
import type { TermDefinition, TermValues } from '#libs/wire/terms.js';
import type { Compiled } from '../compile.js';
import { aligned } from './aligned.js';
import { type CalledOut, calledOut } from './called-out.js';
import { matchedClauses, type ClausePair } from './matched-clauses.js';
import { type Measured, valueChanges } from './value-changes.js';
import { withMoves } from './moved-passages.js';
import { type BothReferences, type ComparedPassage, comparedPassage, type Passage } from './passages.js';

/** One side of a comparison. Text that somebody else wrote has no terms, and then what it states is read from its words. */
export interface ComparedText {
  readonly clauses: readonly ClauseText[];
  readonly terms: TermValues | null;
  /** Null while the text is not complete. */
  readonly compiled: Compiled | null;
  readonly definitions: readonly TermDefinition[];
}

/** Compiles the terms that a text of mere words states, or gives null where they do not make a whole. */
export type CompileTerms = (terms: TermValues) => Compiled | null;

/**
 * Compares two texts of an agreement: clauses by id, family, title or words; paragraphs inside them; words inside these. Moves,
 * what is small and costly, and what the changed terms do to objectives, clocks and money. Never slow: passages that have little
 * in common are shown as rewritten.
 */
export function compare(left: ComparedText, right: ComparedText, compileTerms: CompileTerms): Comparison {
  const pairs = matchedClauses(left.clauses, right.clauses);
  const references = referencesOf(pairs);
  const compared = withMoves(pairs.map((pair) => passagesOf(pair, references)), references);
  const clauses: ClauseChange[] = [];
  const callouts: Comparison['callouts'] = [];
  const next = numbering();
  const noticed = calledOut(compared, left.clauses, right.clauses);
  for (const [at, pair] of pairs.entries()) {
    const change = clauseChange(pair, at, noticed[at] ?? [], next);
    clauses.push(change.clause);
    callouts.push(...change.callouts);
  }
  return {
    clauses,
    callouts,
    ...valueChanges(measured(left), measured(right), compared.flat(), compileTerms),
    changes: next.count(),
    substantiveChanges: clauses.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs]).filter(({ id, substantive }) => id !== null && substantive).length,
  };
}

const measured = ({ clauses, terms, compiled, definitions }: ComparedText): Measured => ({ clauses, terms, compiled, definitions });

/** A clause keeps its key on both sides: a reference to it is the same whatever its number has become. One without a number has the other's. */
function referencesOf(pairs: readonly ClausePair[]): BothReferences {
  const keys = (side: 'left' | 'right', other: 'left' | 'right') =>
    new Map(pairs.flatMap((pair, at) => (pair[side] === undefined ? [] : [[pair[side].number || (pair[other]?.number ?? ''), `\u0000clause ${at}`] as const])));
  return { left: keys('left', 'right'), right: keys('right', 'left') };
}

/** The heading first, then the paragraphs. */
function passagesOf({ left, right }: ClausePair, references: BothReferences): ComparedPassage[] {
  const [ours, theirs] = [left?.paragraphs ?? [], right?.paragraphs ?? []];
  const pairs = aligned(ours.map(({ text }) => text), theirs.map(({ text }) => text));
  const below = pairs.map((pair) => comparedPassage(pair.left === undefined ? undefined : ours[pair.left], pair.right === undefined ? undefined : theirs[pair.right], references));
  return [comparedPassage(heading(left), heading(right), references), ...below];
}

function heading(clause: ClauseText | undefined): Passage | undefined {
  return clause === undefined ? undefined : { number: clause.number, text: clause.title, values: [] };
}

/** Numbers the places where the keys for next and previous stop. */
function numbering() {
  let last = 0;
  return { next: (): string => `change-${(last += 1)}`, count: (): number => last };
}

/** A whole clause that came or went is one place; its paragraphs are part of it. */
function clauseChange({ left, right, movedFrom }: ClausePair, at: number, passages: readonly CalledOut[], next: ReturnType<typeof numbering>) {
  const isWhole = left === undefined || right === undefined;
  const callouts: Comparison['callouts'] = [];
  const changes = passages.map(({ passage, found }, place): PassageChange => {
    const isStop = place === 0 ? isWhole || movedFrom !== null || differs(passage) : differs(passage) && !(isWhole && passage.movedFrom === null);
    const id = isStop || found.length > 0 ? next.next() : null;
    callouts.push(...found.map((callout) => ({ ...callout, changeId: id, place: passage.right?.number ?? passage.left?.number ?? '' })));
    return { ...passage.change, id, substantive: passage.change.substantive || found.some(({ kind }) => kind !== 'space') };
  });
  const [title, ...paragraphs] = changes;
  const isChanged = changes.some(({ id }) => id !== null);
  const clause: ClauseChange = {
    key: `clause-${at}`,
    leftId: left?.id ?? null,
    rightId: right?.id ?? null,
    status: left === undefined ? 'added' : right === undefined ? 'removed' : isChanged ? 'changed' : 'same',
    movedFrom,
    heading: title ?? { id: null, status: 'same', leftNumber: null, rightNumber: null, movedFrom: null, pieces: [], substantive: false, paths: [] },
    paragraphs,
    substantive: isWhole || changes.some(({ substantive }) => substantive),
  };
  return { clause, callouts };
}

const differs = ({ change, movedFrom }: ComparedPassage): boolean => change.status !== 'same' || movedFrom !== null;
