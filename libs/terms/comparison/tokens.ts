/** A piece of a text as it is compared: two tokens are the same when their keys are. */
export interface Token {
  readonly text: string;
  readonly key: string;
}

/** The key under which a cross-reference is compared, by the number it names. */
export type References = ReadonlyMap<string, string>;

const words = /[\p{L}\p{M}\p{N}]+(?:[.,:’'-][\p{L}\p{M}\p{N}]+)*|\s|./gsu;
const referring = /\b(?:clauses?|sections?|articles?|paragraphs?)\s$/iu;
const clauseNumber = /^(\d+)((?:\.\d+)*)$/;

/**
 * Words with their inner marks ("99.5", "re-train", "don’t"), single white spaces and single other characters. Composed and
 * decomposed spellings of a letter are one; a reference to a clause is the clause, so that renumbering changes nothing.
 */
export function tokensOf(text: string, references: References): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(words)) {
    const [word] = match;
    const isReference = clauseNumber.test(word) && referring.test(text.slice(Math.max(0, match.index - 12), match.index));
    tokens.push({ text: word, key: isReference ? referenceKey(word, references) : word.normalize('NFC') });
  }
  return tokens;
}

function referenceKey(word: string, references: References): string {
  const [, clause = '', below = ''] = clauseNumber.exec(word) ?? [];
  const key = references.get(clause);
  return key === undefined ? word : `${key}${below}`;
}

/** The words of a text, without spaces and marks, in one spelling: what similarity and equality of passages go by. */
export function wordsOf(text: string): string[] {
  return [...text.normalize('NFC').toLowerCase().matchAll(/[\p{L}\p{M}\p{N}]+(?:[.,][\p{N}]+)*/gu)].map(([word]) => word);
}
