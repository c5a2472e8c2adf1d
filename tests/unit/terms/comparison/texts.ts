import type { ClauseText } from '#libs/wire/agreements.js';
import { compare, type ComparedText } from '#libs/terms/comparison/compare.js';
import type { Comparison } from '#libs/wire/comparisons.js';

/** A clause "id" of these paragraphs; its number is given when it is made part of a text. */
export function clause(id: string, ...paragraphs: readonly string[]): Omit<ClauseText, 'number'> {
  return { id, family: id, title: `Of ${id}`, paragraphs: paragraphs.map((text) => ({ number: '', text, values: [] })) };
}

/** Clauses in their order, numbered, without terms. */
export function textOf(...clauses: readonly Omit<ClauseText, 'number'>[]): ComparedText {
  return {
    clauses: clauses.map((one, at) => ({ ...one, number: `${at + 1}`, paragraphs: one.paragraphs.map((paragraph, below) => ({ ...paragraph, number: `${at + 1}.${below + 1}` })) })),
    terms: null,
    compiled: null,
    definitions: [],
  };
}

export function comparisonOf(left: ComparedText, right: ComparedText): Comparison {
  return compare(left, right, () => null);
}

/** What became of one paragraph. */
export function changed(left: string, right: string): Comparison {
  return comparisonOf(textOf(clause('payment', left)), textOf(clause('payment', right)));
}

/** Pieces as one line: [-removed-] {+added+}. */
export function redline({ clauses }: Comparison): string[] {
  const wrap = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;
  return clauses.flatMap(({ paragraphs }) => paragraphs.map(({ pieces }) => pieces.map(({ kind, text }) => `${wrap[kind][0]}${text}${wrap[kind][1]}`).join('')));
}
