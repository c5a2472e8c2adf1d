/** Words that begin with a capital although nobody has to define them: of the law, of statistics, of the calendar. */
const names = new Set(
  `Article Articles Section Sections Annex Chapter Regulation Directive Act Convention Union European Economic Area Member State States Commission
   Standard Contractual Clauses Data Protection Wilson Kolmogorov Smirnov Monday Tuesday Wednesday Thursday Friday Saturday Sunday
   January February March April May June July August September October November December
   Brier Markdown Cohen English Internet Court Parliament Council United Nations Contracts International Sale Goods I`.split(/\s+/),
);
const block = /\{\{\s*(?:[#/^!]|else)[^}]*\}\}/g;
const placeholder = /\{\{[^}]*\}\}/g;
/** A capital inside a sentence: after a small letter, a comma or an article; never after the end of one, nor after a placeholder, which may be a sentence. */
const capitalised = /(?<=[\p{Ll}\p{N},;)’“”'"»-] |[(“"]|\b(?:[aA]|A) )\p{Lu}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)*(?: \p{Lu}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)*)*/gu;
const quoted = /“(\p{Lu}[\p{L}\p{N}' -]*)”/gu;

/** The words that a text sets in quotation marks with a capital: "Leadmind (the “Vendor”)". */
export function quotedWords(text: string): readonly string[] {
  return [...text.matchAll(quoted)].map(([, word = '']) => word);
}

/** The capitalised words of a text that a reader expects to be defined, once each, with the line of their first use. Acronyms explain themselves. */
export function capitalisedWords(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [at, line] of text.replaceAll(block, '. ').replaceAll(placeholder, 'value. ').split('\n').entries()) {
    for (const [phrase] of line.matchAll(capitalised)) {
      const words = phrase.split(' ').filter((word) => !names.has(word) && !/^\p{Lu}[\p{Lu}\p{N}]*s?$/u.test(word));
      const key = words.join(' ');
      if (key !== '' && !found.has(key)) found.set(key, at + 1);
    }
  }
  return found;
}

/** How often a text uses a defined word (letters, digits, spaces, apostrophes and hyphens), in the singular or plural. */
export function countOf(word: string, text: string): number {
  const stem = singular(word);
  const forms = stem.endsWith('y') ? `(?:${stem}|${stem.slice(0, -1)}ies)` : `${stem}(?:s|es)?`;
  return [...text.matchAll(new RegExp(String.raw`(?<![\p{L}\p{N}])${forms}(?![\p{L}\p{N}])`, 'gu'))].length;
}

/** Whether a used phrase is a defined word, in the singular or plural; a longer phrase may consist of several defined words. */
export function isDefined(phrase: string, defined: ReadonlySet<string>): boolean {
  const words = [...defined].map(singular);
  if (words.includes(singular(phrase))) return true;
  return words.some((word) => phrase.startsWith(`${word} `) && isDefined(phrase.slice(word.length + 1), defined));
}

/** "Parties" becomes "Party", "Systems" "System". */
function singular(word: string): string {
  return word.replace(/ies$/, 'y').replace(/(?<!s)s$/, '');
}
