import type { ExtractedTerm, IncomingPaperDetail, PaperClause, PaperFinding, PaperFormat, TermDecision } from '#libs/wire/incoming-papers.js';

export const formatWords: Readonly<Record<PaperFormat, string>> = { text: 'Pasted text', markdown: 'Pasted Markdown', docx: 'Word document' };

export const findingWords: Readonly<Record<PaperFinding['kind'], string>> = {
  contradiction: 'Contradiction',
  'figure-mismatch': 'Words and digits differ',
  'effort-only': 'Effort, not promise',
  'out-of-bounds': 'Not a possible value',
  'unread-figure': 'Figure without a term',
  'invisible-characters': 'Invisible characters',
  'long-sentence': 'Sentence too long to read',
  'deleted-text': 'Deleted text',
  'inserted-text': 'Inserted text',
  'hidden-text': 'Hidden text',
  comment: 'Comment',
  'external-reference': 'Points outside',
  'embedded-object': 'Embedded object',
  'header-or-footer': 'Header or footer',
};

/** A stretch of a clause: plain, the place of a term, or what a finding is about. */
export interface PaperRun {
  readonly start: number;
  readonly text: string;
  readonly term: ExtractedTerm | null;
  readonly finding: PaperFinding | null;
}

/** Cuts a clause at the places of its terms and findings. Of two that overlap the shorter is marked there; deleted text is a run without text. */
export function paperRuns(text: string, clause: Pick<PaperClause, 'start' | 'end'>, terms: readonly ExtractedTerm[], findings: readonly PaperFinding[]): readonly PaperRun[] {
  const marks = [
    ...terms.flatMap((term) => term.places.map(({ start, end }) => ({ start, end, term, finding: null }))),
    ...findings.flatMap((finding) => (finding.range === null ? [] : [{ ...finding.range, term: null, finding }])),
  ].filter(({ start, end }) => start >= clause.start && end <= clause.end);
  const shortest = marks.filter(({ start, end }) => end > start).toSorted((one, other) => one.end - one.start - (other.end - other.start));
  const points = [...new Set([clause.start, ...marks.flatMap(({ start, end }) => [start, end]), clause.end])].toSorted((one, other) => one - other);
  return points.flatMap((start, at) => {
    const end = points[at + 1];
    const deleted = marks.filter((mark) => mark.start === start && mark.end === start).map(({ finding }) => ({ start, text: '', term: null, finding }));
    if (end === undefined) return deleted;
    const mark = shortest.find((one) => one.start <= start && one.end >= end);
    return [...deleted, { start, text: text.slice(start, end), term: mark?.term ?? null, finding: mark?.finding ?? null }];
  });
}

/** The terms whose first place is in a clause: each is decided about once. */
export function termsOfClause({ analysis }: Pick<IncomingPaperDetail, 'analysis'>, clause: number): readonly ExtractedTerm[] {
  return analysis.terms.filter(({ places }) => places[0]?.clause === clause);
}

/** The words that speak for a family, each once, with what they count in all. */
export function wordsOfMatch({ match }: Pick<PaperClause, 'match'>): readonly { readonly words: string; readonly weight: number }[] {
  const sums = new Map<string, number>();
  for (const { words, weight } of match.words) sums.set(words, (sums.get(words) ?? 0) + weight);
  return [...sums].map(([words, weight]) => ({ words, weight })).toSorted((one, other) => other.weight - one.weight);
}

/** The decisions with one more, or without any about its term. */
export function withDecision(decisions: readonly TermDecision[], term: string, decision: TermDecision | null): readonly TermDecision[] {
  const others = decisions.filter((other) => other.term !== term);
  return decision === null ? others : [...others, decision];
}

/** A name for a clause in a list: its number and heading, or how it begins. */
export function clauseName(text: string, { number, heading, start, end }: PaperClause): string {
  const begins = text.slice(start, end).trim().replaceAll(/\s+/g, ' ');
  return `${number} ${heading}`.trim() || (begins.length > 60 ? `${begins.slice(0, 60)}…` : begins);
}
