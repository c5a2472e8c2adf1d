import type { ClauseText } from '#libs/wire/agreements.js';

export type Paragraph = ClauseText['paragraphs'][number];

/** A stretch of a paragraph; `path` names the term printed in it. */
export interface Run {
  readonly text: string;
  readonly path: string | null;
}

/** Cuts a paragraph where its terms are printed. Positions outside the text or overlapping an earlier one are left as prose. */
export function runsOf(paragraph: Pick<Paragraph, 'text' | 'values'>): readonly Run[] {
  const runs: Run[] = [];
  let reached = 0;
  for (const { path, start, end } of paragraph.values.toSorted((a, b) => a.start - b.start)) {
    if (start < reached || end <= start || end > paragraph.text.length) continue;
    if (start > reached) runs.push({ text: paragraph.text.slice(reached, start), path: null });
    runs.push({ text: paragraph.text.slice(start, end), path });
    reached = end;
  }
  if (reached < paragraph.text.length) runs.push({ text: paragraph.text.slice(reached), path: null });
  return runs;
}

/** Fragment of the place where a term is printed first. Dots stay: a fragment may hold them. */
export function termAnchor(path: string): string {
  return `term-${path}`;
}

export function clauseAnchor(id: string): string {
  return `clause-${id}`;
}
