import type { SliceAttribute, SliceKind } from '#libs/wire/slices.js';

/** A declared attribute as it is typed: one value a line, and no line for "whichever come first". */
export interface AttributeText {
  readonly name: string;
  readonly kind: SliceKind;
  readonly values: string;
  readonly limit: string;
}

export const newAttribute: AttributeText = { name: '', kind: 'slice', values: '', limit: '' };

export const kindWords: Readonly<Record<SliceKind, string>> = { slice: 'slice', group: 'group attribute' };

/** An attribute as somebody would have typed it; one that simply appeared becomes declared as it stands. */
export function attributeText({ name, kind, values, limit }: SliceAttribute): AttributeText {
  return { name, kind, values: values === null ? '' : linesOf(values), limit: String(limit) };
}

export function linesOf(values: readonly string[]): string {
  return values.join('\n');
}

/** What is sent, as it will be checked: empty values and limit are left to their defaults. */
export function declarationOf(attributes: readonly AttributeText[]): unknown {
  return {
    attributes: attributes.map(({ name, kind, values, limit }) => {
      const lines = values.split('\n').map((line) => line.trim()).filter((line) => line !== '');
      return { name: name.trim(), kind, values: lines.length === 0 ? null : lines, limit: limit.trim() === '' ? undefined : Number(limit) };
    }),
  };
}

/** Which values of an attribute are told apart, in words. */
export function keptText({ values, limit, declared }: SliceAttribute): string {
  if (values !== null) return `only: ${values.join(', ')}`;
  return `the first ${limit}${declared ? '' : ', as nobody declared it'}`;
}

/** Values that events carried and that are told apart, as far as a line has room. */
export function seenText({ seen }: SliceAttribute, most = 12): string {
  if (seen.length === 0) return 'none yet';
  const rest = seen.length - most;
  return seen.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
