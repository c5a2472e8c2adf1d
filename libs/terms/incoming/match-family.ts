import type { FamilyMatch, MatchingWord } from '#libs/wire/incoming-papers.js';
import { families, type Family } from '#libs/wire/terms.js';
import { familyWords } from './family-words.js';
import type { Clause } from './split-clauses.js';
import { wordsOf, type Word } from './words.js';

type Place = MatchingWord['place'];
interface Phrase {
  readonly family: Family;
  readonly words: readonly string[];
  readonly weight: number;
}
type Scores = Map<Family, MatchingWord[]>;

/** A heading says what its clause is about; the heading above says it for the clauses under it, more loosely. */
const factors: Readonly<Record<Place, number>> = { heading: 3, text: 1, 'heading above': 1.5 };
/** How often a phrase of the text counts: a word that is repeated is not better evidence each time. */
const mostRepeats = 3;
const leastScore = 4;
/** The best family must be this much better than the next, or the clause belongs to neither. */
const leastLead = 1.25;

/** The longest first: of the phrases of one family only the longest counts where it stands. */
const phrases: ReadonlyMap<string, readonly Phrase[]> = Map.groupBy(
  families
    .flatMap((family) => Object.entries(familyWords[family]).map(([text, weight]) => ({ family, weight, words: wordsOf(text).map(({ word }) => word) })))
    .toSorted((one, other) => other.words.length - one.words.length),
  ({ words }) => words[0] ?? '',
);

/**
 * The family of a clause, by its words, the words of its heading and of the headings above it. A score below 4, or less than
 * 1.25 times the next family's, is no match. The words that made the score are its explanation.
 */
export function matchFamily(text: string, clauses: readonly Clause[], clause: Clause): FamilyMatch {
  const scores: Scores = new Map();
  const headingEnd = clause.start + headingLength(text.slice(clause.start, clause.end), clause);
  count(scores, wordsOf(text.slice(clause.start, headingEnd), clause.start), 'heading', 1);
  count(scores, wordsOf(text.slice(headingEnd, clause.end), headingEnd), 'text', mostRepeats);
  for (let above = clause.parent; above !== null; above = clauses[above]?.parent ?? null) {
    const parent = clauses[above];
    if (parent) count(scores, wordsOf(text.slice(parent.start, parent.start + headingLength(text.slice(parent.start, parent.end), parent)), parent.start), 'heading above', 1);
  }
  const [best, second] = [...scores].map(([family, words]) => ({ family, words, score: total(words) })).toSorted((one, other) => other.score - one.score || families.indexOf(one.family) - families.indexOf(other.family));
  if (best === undefined) return { family: null, reason: 'weak', score: 0, runnerUp: null, words: [] };
  const runnerUp = second === undefined ? null : { family: second.family, score: second.score };
  const reason = best.score < leastScore ? 'weak' : runnerUp !== null && best.score < runnerUp.score * leastLead ? 'tie' : 'matched';
  return { family: reason === 'matched' ? best.family : null, reason, score: best.score, runnerUp, words: best.words };
}

/** How many characters of a clause are its number and heading. */
export function headingLength(words: string, { number, heading }: Clause): number {
  if (heading === '') return 0;
  const at = words.replaceAll(/\s/g, ' ').indexOf(heading);
  return at < 0 ? words.split('\n', 1)[0]?.length ?? 0 : Math.max(at + heading.length, number.length);
}

function count(scores: Scores, words: readonly Word[], place: Place, repeats: number): void {
  const seen = new Map<Phrase, number>();
  const readUpTo = new Map<Family, number>();
  for (const [at, { word }] of words.entries()) {
    for (const phrase of phrases.get(word) ?? []) {
      const end = words[at + phrase.words.length - 1];
      const isHere = end !== undefined && at >= (readUpTo.get(phrase.family) ?? 0) && phrase.words.every((wanted, after) => words[at + after]?.word === wanted);
      if (!isHere) continue;
      readUpTo.set(phrase.family, at + phrase.words.length);
      const times = seen.get(phrase) ?? 0;
      if (times >= repeats) continue;
      seen.set(phrase, times + 1);
      const found = { words: phrase.words.join(' '), weight: phrase.weight * factors[place], place, start: words[at]?.start ?? 0, end: end.end };
      scores.set(phrase.family, [...(scores.get(phrase.family) ?? []), found]);
    }
  }
}

function total(words: readonly MatchingWord[]): number {
  return words.reduce((sum, { weight }) => sum + weight, 0);
}
