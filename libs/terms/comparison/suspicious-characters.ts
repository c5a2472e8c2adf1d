/** A place of a text that reads as something else than it is. */
export interface Suspicion {
  readonly kind: 'invisible' | 'confusable';
  /** How it is written out: "‹U+200B›", or the word with its odd characters named. */
  readonly shown: string;
}

/** Cannot be seen, or changes the direction in which the rest is read (Unicode default-ignorable and bidi controls; controls other than line breaks). */
const invisible = /\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]|[^\P{Cc}\n\r\t]|\p{Co}|\p{Cs}/gu;
const oddSpace = /[\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/gu;
/** Joiners belong to the spelling of these scripts. */
const joined = /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Sinhala}\p{Extended_Pictographic}])[\u200C\u200D]/gu;
const word = /[\p{L}\p{M}\p{N}]+(?:[.,][\p{L}\p{N}]+)*/gu;
const disguised = /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]|[\u{1D400}-\u{1D7FF}]/u;

/** Letters of other scripts, and digits, that look like a Latin letter: the usual ones of Unicode's confusables (UTS 39). */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  [...'аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwАAВBЕEКKМMНHОOРPСCТTУYХXЅSІIЈJοoνvρpιiκkαaΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX0O1lIl|l'.matchAll(/(.)(.)/gu)].map(([, odd = '', plain = '']) => [odd, plain] as const),
);

/** What a word looks like: two words of one skeleton can be taken for each other. */
export function skeletonOf(text: string): string {
  return [...text.normalize('NFKC')].map((character) => lookAlikes.get(character) ?? character).map((character) => lookAlikes.get(character) ?? character).join('').replaceAll('o', 'O');
}

/** Writes out what cannot be seen, as ‹U+202E›; odd spaces too when `spaces` is set. */
export function visible(text: string, spaces = false): string {
  const shown = text.replaceAll(invisible, codePoint);
  return spaces ? shown.replaceAll(oddSpace, codePoint) : shown;
}

/** Every invisible character and every word that mixes scripts, digits and letters, or full-width forms to look like another. */
export function suspicionsIn(text: string): Suspicion[] {
  const hidden = [...text.replaceAll(joined, '').matchAll(invisible)].map(([character]): Suspicion => ({ kind: 'invisible', shown: codePoint(character) }));
  const posing = [...text.matchAll(word)].filter(([found]) => /[^\p{ASCII}]|[0-9]/u.test(found) && (isConfusable(found) || (isForeign(found) && isMostlyLatin(text)))).map(([found]): Suspicion => ({ kind: 'confusable', shown: named(found) }));
  return [...hidden, ...posing];
}

/** Spaces other than the usual one, each written out. */
export function oddSpacesIn(text: string): string[] {
  return [...text.matchAll(oddSpace)].map(([space]) => codePoint(space));
}

function isConfusable(found: string): boolean {
  if (disguised.test(found)) return true;
  const isMixed = /\p{Script=Latin}/u.test(found) && /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(found);
  if (isMixed) return true;
  if (/[0-9]/.test(found) && /[^\P{Nd}0-9]/u.test(found)) return true;
  return /^[0-9OolI]+(?:[.,][0-9OolI]+)*$/.test(found) && /[0-9]/.test(found) && /[OolI]/.test(found);
}

/** A whole word of another script, each letter of which has a Latin double. */
function isForeign(found: string): boolean {
  return /^[\p{Script=Cyrillic}\p{Script=Greek}]{2,}$/u.test(found) && [...found].every((letter) => lookAlikes.has(letter));
}

function isMostlyLatin(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length * 2 > letters.length;
}

/** The word with the code points of what is not plain in it: "сap (U+0441)". */
export function named(found: string): string {
  const odd = [...new Set([...found].filter((character) => !/[\p{Script=Latin}0-9.,\p{M}]/u.test(character) || disguised.test(character)))];
  return odd.length === 0 ? found : `${found} (${odd.map((character) => codePoint(character).slice(1, -1)).join(', ')})`;
}

function codePoint(character: string): string {
  return `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`;
}
