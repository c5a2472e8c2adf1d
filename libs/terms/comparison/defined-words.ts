/** What a text defines in quotation marks with a capital, for example (the “Customer”) or "Confidential Information" means. */
const defining = /[“"„«]\s?(\p{Lu}[\p{L}\p{N}’'-]*(?:\s\p{L}[\p{L}\p{N}’'-]*){0,5})\s?[”"“»]/gu;

/** The words and phrases that a text gives a meaning of their own. */
export function definedWords(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(defining)].map(([, phrase = '']) => phrase));
}

/** The defined words that a text uses, as often as it does; longer ones first, so that a phrase is not counted as its parts. */
export function usedDefinitions(text: string, defined: readonly string[]): string[] {
  let rest = text;
  return defined.toSorted((one, other) => other.length - one.length).flatMap((phrase) => {
    const uses = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(phrase)}(?:s|’s|'s)?(?![\\p{L}\\p{N}])`, 'gu');
    const count = [...rest.matchAll(uses)].length;
    rest = rest.replaceAll(uses, ' ');
    return Array.from({ length: count }, () => phrase);
  });
}

function escaped(phrase: string): string {
  return phrase.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
