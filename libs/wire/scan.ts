/** A place in a text that is read from left to right, up to `end`. */
export interface Cursor {
  text: string;
  at: number;
  end: number;
}

export function cursorOn(text: string, at: number, end: number): Cursor {
  return { text, at, end };
}

export function skipSpaces(cursor: Cursor): void {
  while (cursor.text.charCodeAt(cursor.at) === 32) cursor.at += 1;
}

/**
 * Moves past a quoted text of 1 to `limit` characters that needs no second look: no escapes, no control characters, no
 * surrogates, and a first character that is visible ASCII. False for any other text, valid or not.
 */
export function scanText(cursor: Cursor, limit: number): boolean {
  const { text, at, end } = cursor;
  if (text.charCodeAt(at) !== 34) return false;
  const first = text.charCodeAt(at + 1);
  if (!(first > 32 && first < 127) || first === 34) return false;
  for (let next = at + 1; next < end; next += 1) {
    const code = text.charCodeAt(next);
    if (code === 34) {
      cursor.at = next + 1;
      return next - at - 1 <= limit;
    }
    if (code < 32 || code === 92 || (code >= 127 && code < 160) || (code >= 0xd800 && code < 0xe000)) return false;
  }
  return false;
}

/** The same text for keeping: a slice keeps the whole text it was cut from alive. */
export function ownCopy(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * Moves past a JSON number and gives its value, the double that JSON.parse gives; NaN when it is none.
 * Up to 15 digits are an exact whole number, and a division of two exact doubles rounds once: no slower parsing is needed.
 */
export function scanNumber(cursor: Cursor): number {
  const { text, at: start } = cursor;
  const isNegative = text.charCodeAt(start) === 45;
  const first = isNegative ? start + 1 : start;
  let at = first;
  let whole = 0;
  let code = text.charCodeAt(at);
  while (code >= 48 && code <= 57) {
    whole = whole * 10 + code - 48;
    code = text.charCodeAt(++at);
  }
  const digits = at - first;
  if (digits === 0 || (digits > 1 && text.charCodeAt(first) === 48)) return Number.NaN;
  let decimals = 0;
  if (code === 46) {
    const point = at;
    code = text.charCodeAt(++at);
    while (code >= 48 && code <= 57) {
      whole = whole * 10 + code - 48;
      code = text.charCodeAt(++at);
    }
    decimals = at - point - 1;
    if (decimals === 0) return Number.NaN;
  }
  if (code === 101 || code === 69) return Number.NaN;
  cursor.at = at;
  if (digits + decimals > 15) return Number(text.slice(start, at));
  const value = whole / powersOfTen[decimals]!;
  return isNegative ? -value : value;
}
