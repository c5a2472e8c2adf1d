const powersOfTen = Float64Array.from({ length: 16 }, (_, exponent) => Number(`1e${exponent}`));
const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const inWords: ReadonlyMap<string, number> = new Map([
  ['', Number.NaN],
  ['nan', Number.NaN],
  ['infinity', Infinity],
  ['-infinity', -Infinity],
  ['inf', Infinity],
  ['-inf', -Infinity],
]);

/** The number that a text says, NaN for an empty one or `NaN`; undefined when it says none. `Number` rounds correctly. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  return number.test(trimmed) ? Number(trimmed) : inWords.get(trimmed.toLowerCase());
}

/**
 * The same from the bytes of a cell. Up to 15 digits are an exact whole number, and dividing it by an exact power of ten rounds once:
 * what `Number` gives, without a text in between.
 */
export function numberInBytes(bytes: Buffer, start: number, end: number): number | undefined {
  if (end - start > 17) return numberOf(bytes.toString('latin1', start, end));
  const isNegative = bytes[start] === 45;
  let at = isNegative ? start + 1 : start;
  let whole = 0;
  let digits = 0;
  let decimals = 0;
  for (let isAfterPoint = false; at < end; at++) {
    const code = bytes[at]!;
    if (code >= 48 && code <= 57) {
      whole = whole * 10 + code - 48;
      digits++;
      if (isAfterPoint) decimals++;
    } else if (code === 46 && !isAfterPoint) isAfterPoint = true;
    else return numberOf(bytes.toString('latin1', start, end));
  }
  if (digits === 0 || digits > 15) return numberOf(bytes.toString('latin1', start, end));
  const value = whole / powersOfTen[decimals]!;
  return isNegative ? -value : value;
}
