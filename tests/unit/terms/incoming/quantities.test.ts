import { describe, expect, test } from 'vitest';
import { skeletonOf } from '#libs/terms/incoming/skeleton.js';

const read = (sentence: string, dollar: 'USD' | null = null) =>
  skeletonOf(sentence, dollar).quantities.map(({ kind, amount, currency, bound, otherwise }) => [bound, amount, currency || kind, ...(otherwise === null ? [] : [`or ${otherwise}`])].join(' '));

describe('a figure', () => {
  test.for([
    ['99.9% uptime', ['plain 99.9 percent']],
    ['99,5 % availability', ['plain 99.5 percent']],
    ['ninety-nine percent (99%) of requests', ['plain 99 percent']],
    ['thirty (30) days', ['plain 30 days']],
    ['30 (thirty) days', ['plain 30 days']],
    ['forty-five days', ['plain 45 days']],
    ['one hundred and eighty (180) days', ['plain 180 days']],
    ['thirty (60) days', ['plain 60 days or thirty']],
    ['60 (thirty) minutes', ['plain 60 minutes or thirty']],
    ['five (5) business days', ['plain 5 workingDays']],
    ['ten working days', ['plain 10 workingDays']],
    ['a 30-day period', ['plain 30 days']],
    ['two weeks', ['plain 2 weeks']],
    ['3 months’ notice', ['plain 3 months']],
    ['300 ms at the 95th percentile', ['plain 300 milliseconds', 'plain 95 percentile']],
    ['p99 below 1.5 seconds', ['plain 99 percentile', 'below 1.5 seconds']],
    ['EUR 1,200.00', ['plain 1200.00 EUR']],
    ['€1,200', ['plain 1200.00 EUR']],
    ['1,200.50 EUR', ['plain 1200.50 EUR']],
    ['US$ 2 million', ['plain 2000000.00 USD']],
    ['£2,000 per month', ['plain 2000.00 GBP']],
    ['JPY 120,000', ['plain 120000 JPY']],
    ['two times the fees', ['plain 2 multiple']],
    ['twice the fees', ['plain 2 multiple']],
    ['250 Authorized Users', ['plain 250 count']],
    ['a PSI of 0.2', ['plain 0.2 ratio']],
  ] as const)('in “%s” is read', ([sentence, figures]) => {
    expect(read(sentence)).toEqual(figures);
  });

  test.for(['$5,000', '1.200 EUR', '1.200,50 EUR', 'USD5.5.5', 'ISO 27001', 'Section 30', 'XYZ 500', '5 percentage points', 'day 30', 'v1.30'])('in “%s” is left alone', (sentence) => {
    expect(read(sentence)).toEqual([]);
  });

  test('with a dollar sign is read where the paper says whose dollars they are', () => {
    expect(read('$5,000', 'USD')).toEqual(['plain 5000.00 USD']);
  });
});

describe('which side of a figure is promised', () => {
  test.for([
    ['floor', ['at least 99%', 'not less than 99%', 'no less than 99%', 'shall not be less than 99%', 'does not fall below 99%', 'shall not fall below 99%', 'never below 99%', 'a minimum of 99%', '≥ 99%', '99% or higher', '99% or more', 'not lower than 99%', 'greater than or equal to 99%']],
    ['ceiling', ['at most 99%', 'not more than 99%', 'no more than 99%', 'shall not exceed 99%', 'in no event shall it exceed 99%', 'no increase shall exceed 99%', 'up to 99%', 'within 99%', 'no later than 99%', 'not later than 99%', 'a maximum of 99%', '≤ 99%', '99% or less', 'without exceeding 99%', 'limited to 99%', 'less than or equal to 99%']],
    ['below', ['less than 99%', 'below 99%', 'falls below 99%', '< 99%', 'under 99%', 'lower than 99%']],
    ['above', ['more than 99%', 'exceeds 99%', 'above 99%', '> 99%', 'greater than 99%', 'in excess of 99%']],
    ['plain', ['99%', 'of 99%', 'is 99%']],
  ] as const)('%s', ([bound, sentences]) => {
    expect(sentences.map((sentence) => `${sentence}: ${skeletonOf(sentence, null).quantities[0]?.bound ?? 'none'}`)).toEqual(sentences.map((sentence) => `${sentence}: ${bound}`));
  });
});
