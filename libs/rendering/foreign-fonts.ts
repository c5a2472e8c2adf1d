/**
 * Packages for names in scripts that our own families lack, in the order in which they are asked. Noto Sans SC has the
 * Han characters of Chinese and Japanese, and kana; Nanum Gothic has Hangul in a quarter of the size of Noto Sans KR.
 */
export const foreignPackages = ['noto-sans-arabic', 'noto-sans-hebrew', 'noto-sans-sc', 'nanum-gothic'] as const;
export type ForeignPackage = (typeof foreignPackages)[number];

interface Slice {
  /** `package/slice`, as `fontFile` takes it. */
  readonly subset: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/** Slices of packages with the code points they are meant for. */
export type ForeignFonts = readonly Slice[];

/** The file of a package that says which slice has which code points: CSS unicode ranges by slice. */
export const rangesFile = (name: ForeignPackage): string => `@fontsource/${name}/unicode.json`;

/** Reads those files, given by package. Slices are called "[118]" there and 118 in the names of font files. */
export function foreignFonts(files: Readonly<Record<ForeignPackage, Readonly<Record<string, string>>>>): ForeignFonts {
  return foreignPackages.flatMap((name) =>
    Object.entries(files[name]).flatMap(([slice, ranges]) =>
      slice === 'latin' || slice === 'latin-ext' ? [] : [{ subset: `${name}/${slice.replaceAll(/[[\]]/g, '')}`, ranges: ranges.split(',').map(rangeOf) }],
    ),
  );
}

function rangeOf(text: string): readonly [number, number] {
  const [from = '', to = from] = text.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}

/** Subsets that are meant for a code point. Whether the font has it, only the font knows: ranges promise more than there is. */
export function candidatesFor(fonts: ForeignFonts, codePoint: number): string[] {
  return fonts.filter(({ ranges }) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to)).map(({ subset }) => subset);
}
