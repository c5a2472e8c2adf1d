/** A word as it is compared: lower case, without plural; and where it stands. */
export interface Word {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a text in order. Letters and digits only: "sub-processors" is two words, "sub" and "processor". */
export function wordsOf(text: string, offset = 0): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({ word: plain(match[0]), start: offset + match.index, end: offset + match.index + match[0].length }));
}

/** Enough of a stem for nouns in the plural; verbs are listed in the forms that contracts use. */
function plain(word: string): string {
  const lower = word.toLowerCase();
  if (lower.length > 4 && lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  return lower.length > 3 && lower.endsWith('s') && !/(ss|us|is)$/.test(lower) ? lower.slice(0, -1) : lower;
}
