import fc from 'fast-check';

const rate = fc.integer({ min: 1, max: 400 }).chain((total) => fc.record({ total: fc.constant(total), successes: fc.nat({ max: total }) }));

/** Two rates with a few hundred trials each. */
export const twoRates = fc.tuple(rate, rate);
