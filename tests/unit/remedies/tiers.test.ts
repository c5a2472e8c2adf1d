import { describe, expect, test } from 'vitest';
import { rationalOf } from '#libs/measurement/rational.js';
import { type Tier, tierOf, validateTiers } from '#libs/remedies/tiers.js';

const tier = (bound: string, percent: string, inclusive = false): Tier => ({ bound, percent, inclusive });

describe('tiers that can be priced', () => {
  test.each([
    ['none', [], '99.5', 'at-least'],
    ['uptime, from the target down', [tier('99.5', '10'), tier('99', '25'), tier('95', '100', true)], '99.50', 'at-least'],
    ['latency, from the target up', [tier('250', '5'), tier('500', '5'), tier('1000', '20')], '250', 'at-most'],
  ] as const)('%s', (_, tiers, target, direction) => {
    expect(validateTiers(tiers, target, direction)).toEqual([]);
  });
});

describe('refusals', () => {
  test.each([
    ['a gap before the first tier', [tier('99', '10')], 'at-least', '/0/bound', 'values between the target 99.5 and 99 belong to no tier'],
    ['a first tier above the target', [tier('99.9', '10')], 'at-least', '/0/bound', 'not at the better value 99.9'],
    ['a first tier that includes the target', [tier('99.5', '10', true)], 'at-least', '/0/inclusive', 'equal to the target 99.5 is met'],
    ['the wrong order', [tier('99.5', '10'), tier('95', '20'), tier('99', '25')], 'at-least', '/2/bound', '99 is better than 95'],
    ['a bound given twice', [tier('99.5', '10'), tier('99.50', '20')], 'at-least', '/1/bound', 'the bound 99.50 is given twice'],
    ['a worse tier that pays less', [tier('99.5', '10'), tier('99', '5')], 'at-least', '/1/percent', 'pays 5 percent, less than the 10 percent before'],
    ['more than the charge', [tier('99.5', '100.1')], 'at-least', '/0/percent', '0 to 100 percent of the charge, not 100.1'],
    ['a negative percent', [tier('99.5', '-1')], 'at-least', '/0/percent', '0 to 100'],
    ['words', [tier('half', '10')], 'at-least', '/0/bound', '"half" is not a decimal'],
    ['words before a number', [tier('99.5', 'ten'), tier('99', '5')], 'at-least', '/0/percent', '"ten" is not a decimal'],
    ['latencies that fall', [tier('99.5', '10'), tier('90', '20')], 'at-most', '/1/bound', '90 is better than 99.5'],
  ] as const)('%s', (_, tiers, direction, pointer, words) => {
    const faults = validateTiers(tiers, '99.5', direction);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ pointer, code: 'TERM_INVALID', detail: expect.stringContaining(words) });
  });
});

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
