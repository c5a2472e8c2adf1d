import type { PaperRange } from '#libs/wire/incoming-papers.js';

/** A sentence longer than this is not read for terms: what governs what in it is anybody's guess. */
export const longestSentence = 2_000;

const abbreviations = /(?:\b(?:e\.g|i\.e|etc|no|nos|art|arts|sec|cl|par|para|approx|incl|excl|inc|ltd|co|corp|vs|cf|dr|mr|mrs|ms|st|u\.s|u\.k)|\b\p{Lu})\.$/iu;
const itemStart = /^\s*(?:\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)|[a-z]\)|[-*•–—]\s|\d{1,3}(?:\.\d{1,3})*[.)]?\s|\||#)/;

/**
 * The sentences of a stretch of text, with their places in the whole text. They end at a full stop, a semicolon, a blank line, an
 * item or a row of a table; not at "e.g." or "99.5". Spaces around them belong to none.
 */
export function sentencesIn(text: string, { start, end }: PaperRange): readonly PaperRange[] {
  const ends: number[] = [];
  const stretch = text.slice(start, end);
  for (const match of stretch.matchAll(/[.;?!](?=["”’)\]]*(?:\s|$))|\r\n|\r|\n/g)) {
    const after = match.index + match[0].length;
    if (/[\r\n]/.test(match[0]) ? endsBlock(stretch, match.index, after) : endsSentence(stretch, after)) ends.push(after);
  }
  const bounds = [0, ...ends, stretch.length];
  return bounds.slice(1).flatMap((to, at) => trimmed(stretch, bounds[at] ?? 0, to, start));
}

function endsSentence(stretch: string, after: number): boolean {
  if (stretch[after - 1] !== '.') return true;
  const before = stretch.slice(Math.max(0, after - 12), after);
  return !abbreviations.test(before) || /^\s*(?:\r?\n\s*\r?\n|$)/.test(stretch.slice(after, after + 8));
}

function endsBlock(stretch: string, at: number, after: number): boolean {
  const line = stretch.slice(stretch.lastIndexOf('\n', at - 1) + 1, at);
  const next = stretch.slice(after, after + 40);
  return line.trim() === '' || /^\s*(?:[\r\n]|$)/.test(next) || itemStart.test(next) || /[|\t]/.test(line) || /^\s*#/.test(line);
}

function trimmed(stretch: string, from: number, to: number, offset: number): PaperRange[] {
  const words = stretch.slice(from, to);
  const lead = words.length - words.trimStart().length;
  const length = words.trim().length;
  return length === 0 ? [] : [{ start: offset + from + lead, end: offset + from + lead + length }];
}
