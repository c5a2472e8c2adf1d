import { seededRandom } from '#libs/measurement/statistics/seeded-random.js';

/** Draws from named laws, the same for the same seed. */
export interface Draws {
  uniform(): number;
  normal(): number;
}

export function drawsOf(seed: number): Draws {
  const random = seededRandom(seed);
  const uniform = (): number => (random.below(2 ** 32) + random.below(2 ** 20) / 2 ** 20) / 2 ** 32;
  return { uniform, normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()) };
}

/** Shapes of columns that meet every path of the sorting: signs, ties, far exponents, values that agree in their leading bits, infinities. */
export const shapes: Readonly<Record<string, (draws: Draws, at: number) => number>> = {
  'of both signs': ({ normal }) => normal(),
  'of scores': ({ uniform }) => uniform(),
  'of whole numbers': ({ uniform }) => Math.floor(uniform() * 60),
  'of one value': () => 4.25,
  'of far exponents': ({ normal }) => normal() * 10 ** (40 * normal()),
  'of close values': ({ uniform }) => 1 + uniform() * 1e-9,
  'of close values of both signs': ({ normal }) => Math.sign(normal()) * (1 + normal() * 1e-9),
  'of times': ({ uniform }) => 1.7e12 + Math.floor(uniform() * 3e9),
  'with a cluster': ({ uniform, normal }, at) => (at % 20 === 0 ? 0.5 + uniform() * 1e-12 : normal()),
  'with both zeros and infinities': ({ uniform }) => [0, -0, Infinity, -Infinity, 5e-324, -5e-324, 1, -1][Math.floor(uniform() * 8)]!,
  'in order': (_, at) => at * 1.1,
  'backwards': (_, at) => -at * 1.1,
};

export function columnOf(shape: string, length: number, seed: number): Float64Array {
  const draws = drawsOf(seed);
  return Float64Array.from({ length }, (_, at) => shapes[shape]!(draws, at));
}
