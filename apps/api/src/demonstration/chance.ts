/** A point of a fixed, endless table of random numbers: the same seed and keys always give the same value in [0, 1). */
export function chance(seed: number, ...keys: readonly number[]): number {
  let state = seed >>> 0;
  for (const key of keys) state = mix(state ^ mix(Math.imul(key, 0x9e3779b1)));
  return mix(state) / 2 ** 32;
}

/** A standard normal value, by Box and Muller. */
export function bell(seed: number, ...keys: readonly number[]): number {
  const radius = Math.sqrt(-2 * Math.log(1 - chance(seed, ...keys, 1)));
  return radius * Math.cos(2 * Math.PI * chance(seed, ...keys, 2));
}

/** One of several things, each as likely as its weight. */
export function pick<Thing>(choices: readonly (readonly [Thing, number])[], share: number): Thing {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = share * total;
  for (const [thing, weight] of choices) {
    if (left < weight) return thing;
    left -= weight;
  }
  throw new Error('nothing to choose from');
}

// The finaliser of MurmurHash3: every bit of the input changes half of the bits of the output.
function mix(value: number): number {
  let bits = value >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
