import { clauseOpening, underMark, type ClauseOpening } from './clause-line.js';
import { isBlank, linesOf, type Line } from './lines.js';
import type { PaperText } from './paper-text.js';

/** A clause before it is matched: a stretch of the text, in UTF-16 code units, and the index of the clause above it. */
export interface Clause extends ClauseOpening {
  readonly start: number;
  readonly end: number;
  readonly parent: number | null;
}

const none: ClauseOpening = { number: '', heading: '', level: 1 };

/**
 * The clauses of a paper in order, without gaps: together they are the text. A clause begins at a heading, or at a number such as
 * "4.", "4.1", "Article 4" or "§ 4"; items such as "(a)" belong to their clause. A text without any of these is split at blank lines.
 */
export function splitClauses(paper: PaperText): readonly Clause[] {
  if (paper.text === '') return [];
  const lines = linesOf(paper.text);
  const marked = openings(lines, new Map(paper.headings.map(({ start, level }) => [start, level])));
  const starts = marked.length > 0 ? marked : blocks(lines);
  const first = starts[0]?.start === 0 ? starts : [{ ...none, start: 0 }, ...starts];
  const kept = first[1] !== undefined && paper.text.slice(0, first[1].start).trim() === '' ? [{ ...first[1], start: 0 }, ...first.slice(2)] : first;
  return withParents(kept, paper.text.length);
}

/** A line after which no sentence runs on: it ends one, or is a heading itself. */
const endsApart = /[.;:!?)”"*_|]\s*$|^\s*(?:#|\||\d{1,3}(?:\.\d{1,3})*[.)]?\s+\p{Lu}|§)|^[^\p{Ll}]*$/u;
const namesPart = /^\s*(?:article|section|clause|schedule|annex|appendix|exhibit|part)\s+(?:\d|[ivxa-z]\b)/i;

type Start = ClauseOpening & { readonly start: number };

function openings(lines: readonly Line[], levels: ReadonlyMap<number, number>): Start[] {
  return lines.flatMap((line, at) => {
    const level = levels.get(line.start);
    if (level !== undefined) return isBlank(line) ? [] : [{ ...underMark(level, line.text), start: line.start }];
    if (isBlank(line) || line.text.length > 20_000) return [];
    const before = lines[at - 1];
    const after = lines[at + 1];
    const isApart = before === undefined || isBlank(before) || endsApart.test(before.text) || namesPart.test(before.text) || levels.has(before.start);
    const isAlone = (before === undefined || isBlank(before)) && (after === undefined || isBlank(after));
    const opening = clauseOpening(line.text, isApart, isAlone);
    return opening === null ? [] : [{ ...opening, start: line.start }];
  });
}

function blocks(lines: readonly Line[]): Start[] {
  return lines.flatMap((line, at) => {
    const before = lines[at - 1];
    return !isBlank(line) && (before === undefined || isBlank(before)) ? [{ ...none, start: line.start }] : [];
  });
}

function withParents(starts: readonly Start[], length: number): Clause[] {
  const clauses: Clause[] = [];
  for (const [at, start] of starts.entries()) clauses.push({ ...start, end: starts[at + 1]?.start ?? length, parent: parentOf(start, clauses) });
  return clauses;
}

/** "4.1" lies under the last "4"; another number under the last heading without one; anything else under the last that is less deep. */
function parentOf({ number, level }: ClauseOpening, before: readonly Clause[]): number | null {
  const [, above] = /^(.+)\.\d+$/.exec(number) ?? [];
  const byNumber = above === undefined ? -1 : before.findLastIndex((clause) => clause.number.replace(/^\D+/, '') === above);
  const isUnderHeading = number !== '' && byNumber < 0;
  const found = byNumber >= 0 ? byNumber : before.findLastIndex((clause) => (isUnderHeading ? clause.number === '' && clause.heading !== '' : clause.level < level && (clause.number !== '' || clause.heading !== '')));
  return found < 0 ? null : found;
}
