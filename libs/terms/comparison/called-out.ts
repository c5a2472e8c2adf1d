import type { ClauseText } from '#libs/wire/agreements.js';
import { calloutsOf } from './callouts.js';
import { definedWords } from './defined-words.js';
import type { ComparedPassage } from './passages.js';

/** A compared passage with what of it must be seen above the comparison. */
export interface CalledOut {
  readonly passage: ComparedPassage;
  readonly found: ReturnType<typeof calloutsOf>;
}

/** Looks at every passage, knowing what either text defines. */
export function calledOut(clauses: readonly (readonly ComparedPassage[])[], left: readonly ClauseText[], right: readonly ClauseText[]): CalledOut[][] {
  const defined = [...definedWords([...left, ...right].flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text)).join('\n'))];
  return clauses.map((passages) => passages.map((passage) => ({ passage, found: calloutsOf(passage, defined) })));
}
