/**
 * Printed values carry marks through the template engine: private-use characters that neither templates nor values may
 * contain (the gate and `plain` see to it), so no value can forge one.
 */
const opening = '\uE000';
const middle = '\uE001';
const closing = '\uE002';
const mark = /\uE000([^\uE001]*)\uE001([^\uE002]*)\uE002/g;

/** Where in a text a value was printed; UTF-16 positions, end exclusive. */
export interface PrintedValue {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

export interface ReadText {
  readonly text: string;
  readonly values: readonly PrintedValue[];
}

/** A value as it may enter a document: one line, nothing invisible, nothing that reorders text. */
export function plain(value: string): string {
  return value
    .replaceAll(/\p{Cs}|\p{Co}/gu, '\uFFFD')
    .replaceAll(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, shown)
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** Makes an invisible character visible, as ‹U+202E›. */
function shown(character: string): string {
  return `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`;
}

/** A value with its path, to be found again after rendering. */
export function marked(path: string, value: string): string {
  return `${opening}${path}${middle}${plain(value)}${closing}`;
}

/** The paragraphs of a rendered text: separated by blank lines, every run of white space one space. */
export function paragraphsOf(rendered: string): string[] {
  return rendered
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}

/** Takes the marks out of a text and says where the values are. */
export function readMarks(text: string): ReadText {
  const values: PrintedValue[] = [];
  let read = '';
  let from = 0;
  for (const match of text.matchAll(mark)) {
    const [whole, path = '', value = ''] = match;
    read += text.slice(from, match.index);
    values.push({ path, start: read.length, end: read.length + value.length });
    read += value;
    from = match.index + whole.length;
  }
  return { text: read + text.slice(from), values };
}
