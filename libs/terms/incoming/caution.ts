/** Sentences that state a figure without promising it. */
const idle: readonly RegExp[] = [
  /\b(?:does|do|shall|will|is|are) not (?:guarantee|warrant|represent|commit|promise|obliged|obligated|required)\b/,
  /\bno (?:guarantee|warranty|obligation|commitment|representation)s?\b/,
  /\b(?:for example|for instance|e\.g\.|by way of (?:example|illustration)|illustrative(?:ly)?|non-binding|indicative(?:ly)?|estimated?|anticipates?|expects? to|intends? to|aims? to|targets? to|strives?)\b/,
  /\b(?:historical(?:ly)?|has been|have been|was|were|in the past|last (?:month|year|quarter))\b/,
  /\b(?:previous|prior|earlier) (?:version|agreement)\b/,
];
const effort = /\b(?:reasonable|best|good.faith|diligent)(?:\s\w+){0,2}\s(?:efforts?|endeavou?rs)\b|\bendeavou?rs?\b/;

export type Caution = 'none' | 'effort' | 'idle';

/** Whether a skeleton states figures that bind, that are only an effort, or that nobody promises. */
export function cautionOf(words: string): Caution {
  if (idle.some((pattern) => pattern.test(words))) return 'idle';
  return effort.test(words) ? 'effort' : 'none';
}
