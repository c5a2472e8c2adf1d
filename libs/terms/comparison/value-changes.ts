import type { ClauseText } from '#libs/wire/agreements.js';
import type { Comparison } from '#libs/wire/comparisons.js';
import type { TermDefinition, TermValues } from '#libs/wire/terms.js';
import type { Compiled } from '../compile.js';
import { creditChanges } from './credit-changes.js';
import { clockChanges, objectiveChanges } from './measure-changes.js';
import type { ComparedPassage } from './passages.js';
import { printedTerms } from './printed-terms.js';
import { statedTerms } from './stated-terms.js';
import { termChanges, type TermsOfText } from './term-changes.js';
import type { Run } from './word-diff.js';

/** What of a text is measured and priced. */
export interface Measured {
  readonly clauses: readonly ClauseText[];
  readonly terms: TermValues | null;
  readonly compiled: Compiled | null;
  readonly definitions: readonly TermDefinition[];
}

type Values = Pick<Comparison, 'terms' | 'objectives' | 'clocks' | 'credits' | 'isPriced'>;

/** What the changes do to terms, objectives, clocks and credits. Two texts without terms move nothing that is known. */
export function valueChanges(left: Measured, right: Measured, passages: readonly ComparedPassage[], compileTerms: (terms: TermValues) => Compiled | null): Values {
  const ours = left.terms === null ? read(right, passages.map(mirrored), compileTerms) : own(left, left.terms);
  const theirs = right.terms === null ? read(left, passages, compileTerms) : own(right, right.terms);
  if (ours === undefined || theirs === undefined) return { terms: [], objectives: [], clocks: [], credits: [], isPriced: false };
  const definitions = [...new Map([...left.definitions, ...right.definitions].map((definition) => [definition.path, definition])).values()];
  const terms = termChanges(definitions, ours, theirs);
  const [before, after] = [ours.compiled, theirs.compiled];
  if (before === null || after === null) return { terms, objectives: [], clocks: [], credits: [], isPriced: false };
  return {
    terms,
    objectives: objectiveChanges(before.objectives, after.objectives, terms),
    clocks: clockChanges(before.clocks, after.clocks, terms),
    credits: creditChanges(before, after, terms),
    isPriced: true,
  };
}

interface Side extends TermsOfText {
  readonly compiled: Compiled | null;
}

function own({ clauses, compiled }: Measured, terms: TermValues): Side {
  return { terms, printed: printedTerms(clauses), compiled };
}

/** A text of mere words, read against the other one. */
function read(known: Measured, passages: readonly ComparedPassage[], compileTerms: (terms: TermValues) => Compiled | null): Side | undefined {
  if (known.terms === null) return undefined;
  const stated = statedTerms(passages, known.terms, known.definitions);
  const printed = new Map([...printedTerms(known.clauses), ...stated.printed]);
  return { terms: stated.terms, printed, compiled: stated.unread.length > 0 ? null : compileTerms(stated.terms) };
}

/** The same comparison seen from the other side. */
function mirrored({ left, right, runs, movedFrom, change }: ComparedPassage): ComparedPassage {
  return { left: right, right: left, runs: runs === undefined ? undefined : turned(runs), movedFrom, change };
}

/** What was removed is added and the other way round; removed runs still stand before added ones. */
function turned(runs: readonly Run[]): Run[] {
  const swapped = { same: 'same', added: 'removed', removed: 'added' } as const;
  const result = runs.map(({ kind, left, right, leftStart, rightStart }): Run => ({ kind: swapped[kind], left: right, right: left, leftStart: rightStart, rightStart: leftStart }));
  return result.flatMap((run, at) => {
    const [before, after] = [result[at - 1], result[at + 1]];
    if (run.kind === 'added' && after?.kind === 'removed') return [{ ...after, rightStart: run.rightStart }, { ...run, leftStart: after.leftStart + after.left.length }];
    return run.kind === 'removed' && before?.kind === 'added' ? [] : [run];
  });
}
