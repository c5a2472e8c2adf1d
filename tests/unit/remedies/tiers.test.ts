import { describe, expect, test } from 'vitest';
import { rationalOf } from '#libs/measurement/statistics/rational.js';
import { type Tier, tierOf } from '#libs/remedies/tiers.js';

const tier = (bound: string, percent: string, inclusive = false): Tier => ({ bound, percent, inclusive });

describe('the tier of a value', () => {
  const uptime = [tier('99.5', '10'), tier('99', '25', true), tier('95', '100')];
  const latency = [tier('250', '5'), tier('500', '10', true)];

  test.each([
    ['at-least', uptime, '99.6', undefined],
    ['at-least', uptime, '99.5', undefined],
    ['at-least', uptime, '99.499999999999', '10'],
    ['at-least', uptime, '99', '25'],
    ['at-least', uptime, '95', '25'],
    ['at-least', uptime, '0', '100'],
    ['at-most', latency, '250', undefined],
    ['at-most', latency, '251', '5'],
    ['at-most', latency, '500', '10'],
  ] as const)('%s: %o at %s', (direction, tiers, value, percent) => {
    expect(tierOf(tiers, direction, rationalOf(value))?.percent).toBe(percent);
  });
});
