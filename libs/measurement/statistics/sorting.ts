/** A double has six digits: 11, 11 and 10 bits of its high word (sign, exponent, 20 bits of the mantissa) and of its low word. */
const shifts = [0, 10, 21] as const;
const masks = [1_023, 2_047, 2_047] as const;
const buckets = 2_048;
/** Below this the built-in sort is quicker than passes over the histograms. */
const radixFrom = 2_048;
/** Values that agree in their high word are put in order by insertion while they are this few, else by passes over all digits. */
const fewAlike = 32;
const insertionLimit = 64;
/** Passes go over so many values at a time: a function that is called often is compiled soon, one endless loop is not. */
const block = 8_192;

/**
 * The values in ascending order, as a new array; NaN is not allowed, -0 sorts before 0. Least-significant-digit radix sort on
 * the bits of the doubles: linear, several times quicker than a comparing sort on a million values. The low word gets its
 * passes only when a sample shows that many different values agree in the high one; else insertion finishes the few that do.
 * A digit that all values share costs nothing. Touching fresh memory can cost more than the sorting: who sorts several arrays
 * lends the same `spare`, as long as the longest, to each.
 */
export function ascending(values: ArrayLike<number>, spare: Float64Array = new Float64Array(values.length)): Float64Array {
  const source = values instanceof Float64Array ? values : Float64Array.from(values);
  if (source.length < radixFrom) return source.toSorted();
  const everyDigit = manyAlike(source);
  const passes = passesOver(source, everyDigit ? 0 : 1);
  const sorted = new Float64Array(source.length);
  const room = spare.length < source.length ? new Float64Array(source.length) : spare.subarray(0, source.length);
  let from = source;
  for (const [at, pass] of passes.entries()) {
    const to = (passes.length - at) % 2 === 1 ? sorted : room;
    for (let start = 0; start < source.length; start += block) scatter(from, start, to, pass);
    from = to;
  }
  if (passes.length === 0) sorted.set(source);
  intoOrderOfSign(sorted);
  if (!everyDigit) finish(sorted);
  return sorted;
}

/** Whether values with the same high word but different low ones are common: judged on an evenly spread sample. */
function manyAlike(values: Float64Array): boolean {
  const size = Math.min(2_048, values.length >>> 5);
  const stride = Math.floor(values.length / size);
  const sample = Float64Array.from({ length: size }, (_, at) => values[at * stride]!).toSorted();
  const words = wordsOf(sample);
  let alike = 0;
  for (let at = 1; at < size; at++) {
    if (words[2 * at + 1] === words[2 * at - 1] && words[2 * at] !== words[2 * at - 2]) alike++;
  }
  return alike * values.length > (fewAlike * size * size) / 2;
}

/** The bits of doubles: of each its low and then its high word. */
export function wordsOf(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
}

/** One pass: which bits of which word (0 the low, 1 the high one), and where each bucket starts. */
interface Pass {
  readonly half: number;
  readonly shift: number;
  readonly mask: number;
  readonly starts: Uint32Array;
}

/** The passes that order the values by their words from `firstHalf` on; digits that all values share need none. */
function passesOver(values: Float64Array, firstHalf: number): Pass[] {
  const passes: Pass[] = [];
  for (let half = firstHalf; half < 2; half++) {
    const counts = shifts.map(() => new Uint32Array(buckets));
    for (let start = 0; start < values.length; start += block) countDigits(values, start, half, counts);
    for (const [digit, starts] of counts.entries()) {
      if (spreads(starts, values.length)) passes.push({ half, shift: shifts[digit]!, mask: masks[digit]!, starts });
    }
  }
  return passes;
}

function countDigits(values: Float64Array, start: number, half: number, [low, middle, high]: readonly Uint32Array[]): void {
  const words = wordsOf(values);
  const end = Math.min(values.length, start + block);
  for (let at = start; at < end; at++) {
    const word = words[2 * at + half]!;
    low![word & 1_023]!++;
    middle![(word >>> 10) & 2_047]!++;
    high![word >>> 21]!++;
  }
}

/** Turns the counts of a digit into where each bucket starts; false when one bucket holds everything. */
function spreads(counts: Uint32Array, length: number): boolean {
  let start = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const count = counts[bucket]!;
    if (count === length) return false;
    counts[bucket] = start;
    start += count;
  }
  return true;
}

function scatter(from: Float64Array, start: number, to: Float64Array, { half, shift, mask, starts }: Pass): void {
  const words = wordsOf(from);
  const end = Math.min(from.length, start + block);
  for (let at = start; at < end; at++) to[starts[(words[2 * at + half]! >>> shift) & mask]!++] = from[at]!;
}

/** From the order of bits, in which negative numbers come last and backwards, into the order of numbers. */
function intoOrderOfSign(values: Float64Array): void {
  const words = wordsOf(values);
  let [positives, end] = [0, values.length];
  while (positives < end) {
    const middle = (positives + end) >>> 1;
    if (words[2 * middle + 1]! >>> 31 === 0) positives = middle + 1;
    else end = middle;
  }
  if (positives === values.length) return;
  values.reverse();
  values.subarray(values.length - positives).reverse();
}

/** Puts values in order that are in the order of their high words already. */
function finish(values: Float64Array): void {
  const words = wordsOf(values);
  for (let at = descentFrom(values, 1); at < values.length; at = descentFrom(values, at + 1)) {
    const high = words[2 * at + 1];
    let start = at - 1;
    while (start > 0 && words[2 * start - 1] === high) start--;
    while (at < values.length && words[2 * at + 1] === high) at++;
    if (at - start > insertionLimit) values.subarray(start, at).sort();
    else insert(values, start, at);
  }
}

function descentFrom(values: Float64Array, start: number): number {
  let at = start;
  while (at < values.length && values[at]! >= values[at - 1]!) at++;
  return at;
}

function insert(values: Float64Array, start: number, end: number): void {
  for (let at = start + 1; at < end; at++) {
    const value = values[at]!;
    let place = at;
    while (place > start && values[place - 1]! > value) {
      values[place] = values[place - 1]!;
      place--;
    }
    values[place] = value;
  }
}

/** Where in ascending values the first one above `value` stands. */
export function countUpTo(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * The quantile (0 to 1) of ascending values, linear between order statistics at (n - 1) q: type 7, numpy's default, `percentile_cont`.
 * There is at least one value.
 */
export function linearQuantile(sorted: Float64Array, q: number): number {
  const at = (sorted.length - 1) * q;
  const below = Math.floor(at);
  return between(sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!, at - below);
}

/**
 * Linear between `low` and `high` at `part` (0 to below 1) of the way: numpy's lerp, from the nearer end, so that the result is
 * monotone and exact at both. Between a finite and an infinite value it is the infinite one, where numpy may say NaN.
 */
export function between(low: number, high: number, part: number): number {
  if (part === 0 || low === high || low === -Infinity) return low;
  const span = high - low;
  if (span === Infinity) return low * (1 - part) + high * part;
  return part < 0.5 ? low + span * part : high - span * (1 - part);
}
