import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rationalOf } from '#libs/measurement/statistics/rational.js';
import { type CreditFacts, creditOf, repriced } from '#libs/remedies/credit.js';
import { minorUnits } from '#libs/wire/scalars.js';

interface Case {
  readonly value: string;
  readonly tiers: CreditFacts['tiers'];
  readonly charge: string;
  readonly last11: CreditFacts['last11'];
  readonly monthlyCap: string;
  readonly rollingCap: string;
  readonly minimum: string;
  readonly currency: string;
  readonly direction: CreditFacts['direction'];
  readonly multiBreach?: CreditFacts['schedule']['multiBreach'];
  readonly poolPercent?: string;
  readonly sameWindow?: string;
}

const usual: Case = {
  value: '99.7',
  tiers: [
    { bound: '99.8', inclusive: false, percent: '2' },
    { bound: '98.0', inclusive: false, percent: '3' },
  ],
  charge: '10',
  last11: { charge: '0', credit: '0' },
  monthlyCap: '10',
  rollingCap: '10',
  minimum: '0',
  currency: 'GBP',
  direction: 'at-least',
};

function factsOf(differences: Partial<Case> = {}): CreditFacts {
  const { value, charge, currency, monthlyCap, rollingCap, minimum, multiBreach, poolPercent, ...rest } = { ...usual, ...differences };
  return {
    ...rest,
    value: rationalOf(value),
    charge,
    schedule: { monthlyCharge: { amount: charge, currency }, monthlyCapPercent: monthlyCap, rollingCapPercent: rollingCap, minimumPayout: minimum, ...(multiBreach && { multiBreach }), ...(poolPercent && { poolPercent }) },
  };
}

const creditFor = (differences: Partial<Case> = {}) => creditOf(factsOf(differences));

const paid = (differences: Partial<Case> = {}) => creditFor(differences).amount.amount;

describe('a published schedule of two tiers', () => {
  test.each([
    ['100', '0.00'],
    ['99.7', '0.20'],
    ['97', '0.30'],
    ['99.8', '0.00'],
    ['98', '0.20'],
  ])('at %s %% the credit of a charge of 10 is %s', (value, amount) => {
    expect(paid({ value })).toBe(amount);
  });
});

describe('caps', () => {
  test.each([
    ['the month', { monthlyCap: '1' }, '0.10'],
    ['twelve months', { rollingCap: '1', last11: { charge: '2', credit: '0' } }, '0.12'],
    ['twelve months, partly used', { rollingCap: '5', last11: { charge: '110', credit: '5.9' } }, '0.10'],
    ['twelve months, used up', { last11: { charge: '110', credit: '12' } }, '0.00'],
    ['twelve months, more than used up', { last11: { charge: '110', credit: '50' } }, '0.00'],
  ] as const)('of %s', (_, differences, amount) => {
    expect(paid(differences)).toBe(amount);
  });
});

describe('several breaches whose windows end together', () => {
  const roomy = { charge: '1000', monthlyCap: '100', rollingCap: '100' };

  test.each([
    ['are added up', {}, '20.00'],
    ['are added up where the agreement says so', { multiBreach: 'sum' }, '20.00'],
    ['come to the highest: the second adds what it exceeds the first by', { multiBreach: 'highest' }, '5.00'],
    ['come to the highest: the second adds nothing to a higher first', { multiBreach: 'highest', sameWindow: '30' }, '0.00'],
    ['share a pool: the second receives it whole while there is enough', { poolPercent: '4' }, '20.00'],
    ['share a pool: the second receives what is left', { poolPercent: '3' }, '15.00'],
    ['share a pool: the second receives nothing from an empty one', { poolPercent: '1.5' }, '0.00'],
    ['share a pool that is smaller than what was credited: nothing, and never less', { poolPercent: '1' }, '0.00'],
    ['come to the highest, within a pool', { multiBreach: 'highest', poolPercent: '1.7' }, '2.00'],
  ] as const)('%s', (_, differences, amount) => {
    expect(paid({ ...roomy, sameWindow: '15', ...differences })).toBe(amount);
  });

  test('show the sharing as steps of their own, before the one rounding', () => {
    expect(creditFor({ ...roomy, sameWindow: '15', multiBreach: 'highest', poolPercent: '1.7' }).steps.slice(3)).toEqual([
      { label: 'Never below zero', formula: 'max(0, 20)', amount: '20' },
      { label: 'Highest of the window', formula: 'max(0, 20 - 15)', amount: '5' },
      { label: 'Pool of the window', formula: 'min(5, max(0, 1.7 % × 1000 - 15))', amount: '2' },
      { label: 'Rounding', formula: 'half up to 2 decimals', amount: '2' },
      { label: 'Minimum payout', formula: '2 >= 0', amount: '2' },
    ]);
  });

  test('come to the same sum in whichever order they were opened', () => {
    const percents = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(percents, fc.constantFrom('sum', 'highest' as const), fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }), (opened, multiBreach, pool) => {
        const total = opened.reduce((sum, percent) => {
          const tiers = [{ bound: '99.8', inclusive: false, percent: String(percent) }];
          return sum.plus(paid({ ...roomy, tiers, multiBreach, ...(pool && { poolPercent: String(pool) }), sameWindow: sum.toFixed() }));
        }, new Big(0));
        const together = multiBreach === 'highest' ? Math.max(...opened) : opened.reduce((sum, percent) => sum + percent, 0);
        expect(total.toFixed()).toBe(String(10 * Math.min(together, pool ?? Infinity)));
      }),
    );
  });
});

describe('rounding', () => {
  test.each([
    ['EUR', '1234.25', '24.69'],
    ['JPY', '1225', '25'],
    ['KWD', '0.025', '0.001'],
  ])('%s: 2 %% of %s is %s, half up, once', (currency, charge, amount) => {
    expect(paid({ currency, charge, rollingCap: '100', monthlyCap: '100' })).toBe(amount);
  });

  test('currencies have their own smallest unit', () => {
    expect(['EUR', 'JPY', 'KWD', 'ZZZ'].map(minorUnits)).toEqual([2, 0, 3, undefined]);
  });
});

describe('the minimum payout', () => {
  test.each([
    ['0.20', '0.20'],
    ['0.21', '0.00'],
  ])('of %s leaves a credit of 0.20 at %s', (minimum, amount) => {
    expect(paid({ minimum })).toBe(amount);
  });
});

test('the derivation shows every step in its order', () => {
  expect(creditFor({ value: '97', charge: '1234.55', rollingCap: '2', last11: { charge: '1000', credit: '20' } })).toEqual({
    amount: { amount: '24.69', currency: 'GBP' },
    steps: [
      { label: 'Tier: below 98.0', formula: '3 % × 1234.55', amount: '37.0365' },
      { label: 'Cap per window', formula: 'min(37.0365, 10 % × 1234.55)', amount: '37.0365' },
      { label: 'Cap over 12 months', formula: 'min(37.0365, 2 % × (1000 + 1234.55) - 20)', amount: '24.691' },
      { label: 'Never below zero', formula: 'max(0, 24.691)', amount: '24.691' },
      { label: 'Rounding', formula: 'half up to 2 decimals', amount: '24.69' },
      { label: 'Minimum payout', formula: '24.69 >= 0', amount: '24.69' },
    ],
  });
  expect(creditFor({ value: '100' }).steps).toEqual([{ label: 'No tier applies', formula: 'measured 100', amount: '0' }]);
});

test.each([
  ['of the tier that the exact value fell under', '97.9999999'],
  ['of the first tier', '98'],
  ['of no tier', '100'],
])('a credit %s comes out under another history as if it had been priced there', (_, value) => {
  const other = { last11: { charge: '110', credit: '11.9' } };
  const facts = factsOf({ value, ...other });
  expect(repriced(creditFor({ value }), facts)).toEqual(creditOf(facts));
});

test('latency tiers price what is above them', () => {
  const tiers = [{ bound: '250', inclusive: false, percent: '5' }, { bound: '500', inclusive: true, percent: '10' }];
  expect(creditFor({ tiers, direction: 'at-most', value: '500' })).toMatchObject({ amount: { amount: '1.00' }, steps: [{ label: 'Tier: 500 or above' }, {}, {}, {}, {}, {}] });
  expect(paid({ tiers, direction: 'at-most', value: '250' })).toBe('0.00');
});

test('no credit is negative, above the charge, or above either cap', () => {
  const cents = fc.nat({ max: 10_000_000 }).map((value) => new Big(value).div(100).toFixed(2));
  const percent = fc.nat({ max: 1000 }).map((value) => new Big(value).div(10).toFixed(1));
  fc.assert(
    fc.property(cents, cents, cents, percent, percent, percent, (charge, last11Charge, last11Credit, tierPercent, monthlyCap, rollingCap) => {
      const tiers = [{ bound: '99.8', inclusive: false, percent: tierPercent }];
      const amount = new Big(paid({ charge, last11: { charge: last11Charge, credit: last11Credit }, tiers, monthlyCap, rollingCap }));
      const halfCent = '0.005';
      expect(amount.gte(0)).toBe(true);
      expect(amount.lte(new Big(charge).times(tierPercent).div(100).plus(halfCent))).toBe(true);
      expect(amount.lte(new Big(charge).times(monthlyCap).div(100).plus(halfCent))).toBe(true);
      const left = new Big(charge).plus(last11Charge).times(rollingCap).div(100).minus(last11Credit);
      expect(amount.lte((left.lt(0) ? new Big(0) : left).plus(halfCent))).toBe(true);
    }),
  );
});

describe('refusals', () => {
  test.each([
    ['a negative charge', { charge: '-1' }, 'the charge is a decimal of zero or more, not "-1"'],
    ['a broken charge of last year', { last11: { charge: 'x', credit: '0' } }, 'the charge of the last 11 months'],
    ['a broken credit of the same window', { sameWindow: 'x' }, 'the credit of the same window'],
    ['a broken credit of last year', { last11: { charge: '0', credit: '' } }, 'the credit of the last 11 months'],
  ] as const)('%s', (_, differences, words) => {
    expect(() => creditFor(differences)).toThrow(words);
  });
});
