import type { ForeignFonts } from './foreign-fonts.js';

export const faces = ['serif', 'serif-strong', 'sans', 'sans-strong'] as const;
export type Face = (typeof faces)[number];

type Subset = 'latin' | 'latin-ext' | 'greek' | 'cyrillic';

/** Font files by module specifier, read when they are first needed, and who may have the characters that our own fonts lack. */
export interface FontBytes {
  readonly bytesOf: (file: string) => Uint8Array;
  readonly foreign: ForeignFonts;
}

const families: Readonly<Record<Face, readonly [family: string, weight: number]>> = {
  serif: ['source-serif-4', 400],
  'serif-strong': ['source-serif-4', 600],
  sans: ['ibm-plex-sans', 400],
  'sans-strong': ['ibm-plex-sans', 600],
};

/** The package file of a face in a subset; one of another package is written `package/subset`, and has one face for both families. */
export function fontFile(face: Face, subset: string): string {
  const [family, weight] = families[face];
  const [of, slice] = subset.split('/');
  if (of === undefined || slice === undefined) return `@fontsource/${family}/files/${family}-${subset}-${weight}-normal.woff`;
  // Nanum Gothic has no weight between regular and bold.
  return `@fontsource/${of}/files/${of}-${slice}-${of === 'nanum-gothic' && weight === 600 ? 700 : weight}-normal.woff`;
}

/** A piece of text that one subset can print. */
export interface Span {
  readonly text: string;
  readonly subset: string;
}

/** What both families cover, by subset (from the packages' unicode.json, without marks and rarities). */
const coverage: readonly (readonly [Subset, RegExp])[] = [
  ['latin', /^[ -~\u00A0-\u00FF\u0131\u0152\u0153\u02C6\u02DA\u02DC\u2010\u2013\u2014\u2018-\u201A\u201C-\u201E\u2020\u2022\u2026\u2030\u2039\u203A\u20AC\u2122\u2212]$/],
  ['latin-ext', /^[\u0100-\u0130\u0132-\u0148\u014A-\u0151\u0154-\u017E\u0218-\u021B\u1E80-\u1E85\u1E9E\u1EF2\u1EF3]$/],
  ['greek', /^[\u0386\u0388-\u038A\u038C\u038E-\u03A1\u03A3-\u03CE]$/],
  ['cyrillic', /^[\u0400-\u045F\u0490\u0491\u2116]$/],
];

/**
 * Splits a text into spans. What our own families lack is asked of `foreignSubset`; a character that no font has is
 * spelled out as ‹U+1F600›: never a silent gap, never a box.
 */
export function spansOf(text: string, foreignSubset: (character: string) => string | undefined): Span[] {
  // Nearly all text is ASCII: this spares a look at each of its characters.
  if (/^[ -~]*$/.test(text)) return text === '' ? [] : [{ text, subset: 'latin' }];
  const spans: { text: string; subset: string }[] = [];
  for (const character of text.normalize('NFC')) {
    const subset = coverage.find(([, pattern]) => pattern.test(character))?.[0] ?? foreignSubset(character);
    const piece = subset === undefined ? `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›` : character;
    const last = spans.at(-1);
    if (last !== undefined && last.subset === (subset ?? 'latin')) last.text += piece;
    else spans.push({ text: piece, subset: subset ?? 'latin' });
  }
  return spans;
}
