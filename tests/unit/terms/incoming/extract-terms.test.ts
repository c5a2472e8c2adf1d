import { describe, expect, test } from 'vitest';
import { catalogue } from '#libs/terms/catalogue.js';
import { analysePaper } from '#libs/terms/incoming/analyse-paper.js';
import { extractionRules } from '#libs/terms/incoming/extraction-rules.js';
import { paper, papers } from './papers.js';

const analysed = (text: string) => analysePaper({ text, headings: [] }, catalogue);
const under = (heading: string, sentence: string) => analysed(`1. ${heading}\n\n${sentence}\n`);
const termsOf = (heading: string, sentence: string) => Object.fromEntries(under(heading, sentence).terms.map(({ path, value }) => [path, value]));

describe('a sentence states', () => {
  test.for([
    ['Availability', 'The Service is available at least 99.9% of the time in each calendar month.', { 'uptime.target': '99.9', 'uptime.window': 'calendar-month' }],
    ['Availability', 'Availability shall not be less than 99.5 per cent per calendar quarter.', { 'uptime.target': '99.5', 'uptime.window': 'calendar-quarter' }],
    ['Uptime', 'Vendor guarantees a monthly uptime of ninety-nine percent (99%).', { 'uptime.target': '99', 'uptime.window': 'calendar-month' }],
    ['Service levels: availability', '| Availability | 99.5 % |', { 'uptime.target': '99.5' }],
    ['Latency', 'The p95 latency of the API does not exceed 0.3 seconds.', { 'latency.threshold': '300', 'latency.percentile': '95' }],
    ['Latency', '99% of all requests are answered in less than 250 ms.', { 'latency.threshold': '250', 'latency.attainment': '99' }],
    ['Accuracy', 'The recall of the model is at least 75%.', { 'accuracy.metric': 'recall', 'accuracy.target': '75' }],
    ['Fees', 'The monthly fee is EUR 4,800.', { 'credits.monthlyCharge': '4800.00 EUR' }],
    ['Service credits', 'Service credits shall not exceed 30% of the monthly fee in any month.', { 'credits.monthlyCap': '30' }],
    ['Service credits', 'The Customer must claim the credit no later than 45 days after the end of the month.', { 'credits.claimDays': '45' }],
    ['Data ownership and training', 'Vendor shall not use Customer Data to train machine learning models.', { 'ownership.trainingUse': 'never' }],
    ['Exit', 'The Vendor shall delete all Customer Data within 60 days after termination.', { 'ownership.deletionDays': '60' }],
  ] as const)('%s: %s', ([heading, sentence, terms]) => {
    expect(termsOf(heading, sentence)).toMatchObject(terms);
  });
});

/** A wrong reading is worse than none. */
describe('nothing is read from', () => {
  test.for([
    ['a promise that is refused', 'Availability', 'The Provider does not guarantee an availability of 99.9%.'],
    ['an effort', 'Availability', 'The Provider uses reasonable efforts to keep the Service available 99.9% of the time.'],
    ['an aim', 'Availability', 'The Provider aims to keep the availability at 99.9%.'],
    ['history', 'Availability', 'In the last quarter the availability was 99.97%.'],
    ['the condition of a remedy', 'Availability', 'Availability below 99.5% entitles the Customer to terminate.'],
    ['an upper bound of availability', 'Availability', 'The availability shall not exceed 99.9% during migration.'],
    ['two figures of which either may apply', 'Availability', 'Availability: 99.9% for the Premium plan, 99.5% for the Basic plan.'],
    ['another service level', 'Availability', 'Response to support tickets about availability: 95% within one day.'],
    ['words and digits that differ', 'Availability', 'The availability is at least ninety-nine percent (98%).'],
    ['training that is allowed in part', 'Data ownership and training', 'Vendor shall not use Customer Data to train models, except in aggregated form.'],
    ['training that is refused', 'Data ownership and training', 'Vendor may not use aggregated data to train models.'],
    ['working days where the term counts days', 'Exit', 'The Vendor shall delete all Customer Data within 10 business days after termination.'],
    ['dollars of no country', 'Fees', 'The monthly fee is $4,800.'],
    ['a sentence longer than anybody can follow', 'Availability', `The availability is at least 99.9% ${'and so on '.repeat(250)}.`],
  ] as const)('%s', ([, heading, sentence]) => {
    expect(termsOf(heading, sentence)).toEqual({});
  });
});

describe('a credit schedule is read', () => {
  const tiers = (text: string) => under('Service Credits', text).terms.find(({ path }) => path.endsWith('Tiers'));

  test.for([
    ['from a list', 'If availability is missed, the credit is\n(a) less than 99.9% but at least 99.5%: 5%;\n(b) less than 99.5%: 10%.', [['99.9', false, '5'], ['99.5', false, '10']]],
    ['from a table', '| Availability | Credit |\n| --- | --- |\n| < 99.5 % and ≥ 99.0 % | 10 % |\n| < 99.0 % | 20 % |', [['99.5', false, '10'], ['99', false, '20']]],
    ['from ranges', '| Availability | Credit |\n| 99.0% – 99.49% | 10% |\n| 98.0% – 98.99% | 25% |', [['99.49', true, '10'], ['98.99', true, '25']]],
    ['from one sentence', 'If availability falls below 99.0% in a month, Vendor credits 15% of the monthly charge.', [['99', false, '15']]],
  ] as const)('%s', ([, text, rows]) => {
    expect(tiers(text)).toMatchObject({ path: 'credits.uptimeTiers', value: rows.map(([bound, inclusive, percent]) => ({ bound, inclusive, percent })) });
  });

  test.for([
    ['whose rows run the wrong way', '(a) availability less than 99.0%: credit 5%;\n(b) availability less than 99.5%: credit 10%.'],
    ['whose credits do not rise', '(a) availability less than 99.5%: credit 10%;\n(b) availability less than 99.0%: credit 10%.'],
    ['of two levels at once', '(a) availability less than 99.5%: credit 10%;\n(b) latency above 300 ms: credit 10%.'],
  ] as const)('but not one %s', ([, text]) => {
    expect(tiers(text)).toBeUndefined();
  });
});

test('two different values of one term are both kept, and name each other', () => {
  const { terms, findings } = analysed(paper('thornbury-terms.txt'));
  const targets = terms.filter(({ path }) => path === 'uptime.target');
  expect(targets.map(({ value }) => value)).toEqual(['99', '99.5']);
  expect(targets.map(({ contradicts }) => contradicts)).toEqual([[targets[1]?.id], [targets[0]?.id]]);
  expect(findings.filter(({ kind }) => kind === 'contradiction')).toHaveLength(2);
});

test('the same value in two places is one term with two places', () => {
  const { terms } = under('Availability', 'The availability is at least 99.9%. Uptime is at least 99.9%.');
  expect(terms.filter(({ path }) => path === 'uptime.target')).toMatchObject([{ value: '99.9', places: [{}, {}], contradicts: [] }]);
});

describe('what a paper states is quoted from it', () => {
  test.for(papers)('%s', (name) => {
    const text = paper(name);
    const { terms, clauses } = analysed(text);
    expect(terms.length).toBeGreaterThan(4);
    for (const { places } of terms) {
      for (const { start, end, sentence, clause } of places) {
        expect(start >= sentence.start && end <= sentence.end && end > start).toBe(true);
        expect(sentence.start >= (clauses[clause]?.start ?? Infinity) && sentence.end <= (clauses[clause]?.end ?? -1)).toBe(true);
      }
    }
  });

  test('the stretch of a figure is the figure', () => {
    const text = paper('corvid-master-agreement.txt');
    const quoted = analysed(text).terms.flatMap(({ path, places }) => places.map(({ start, end }) => [path, text.slice(start, end)]));
    expect(quoted).toEqual(expect.arrayContaining([['uptime.target', '99.9%'], ['latency.threshold', '400 milliseconds'], ['credits.claimDays', 'thirty (30) days'], ['credits.monthlyCharge', '$12,500.00']]));
  });
});

test('figures that belong to no term, differ in words and digits, or are only an effort are listed', () => {
  const text = paper('thornbury-terms.txt');
  const found = analysed(text).findings.map(({ kind, range }) => [kind, range === null ? '' : text.slice(range.start, range.end)]);
  expect(found).toEqual(expect.arrayContaining([['unread-figure', '£100,000'], ['unread-figure', '99.99%'], ['figure-mismatch', '60 (thirty) minutes']]));
  expect(under('Support', 'We use reasonable efforts to answer within 2 hours.').findings).toMatchObject([{ kind: 'effort-only' }]);
});

test('a value outside the bounds of its term is not taken, and said', () => {
  const { terms, findings } = under('Latency', 'The p95 latency of the API does not exceed 1,234 ms.');
  expect(terms.map(({ path }) => path)).toEqual(['latency.percentile']);
  expect(findings).toMatchObject([{ kind: 'out-of-bounds', message: expect.stringContaining('three significant digits') as string }]);
});

test('characters that nobody sees are named', () => {
  expect(under('Fees', 'The fee is\u200B due.').findings).toMatchObject([{ kind: 'invisible-characters', message: expect.stringContaining('U+200B') as string }]);
});

test('families that no clause belongs to are missing', () => {
  const { missing } = under('Fees', 'You pay the invoice.');
  expect(missing).toContain('exit');
  expect(missing).not.toContain('payment');
});

test('every rule reads a term of the catalogue', () => {
  const known = new Set(catalogue.map(({ path }) => path));
  expect(extractionRules.map(({ path }) => path).filter((path) => !known.has(path))).toEqual([]);
});

describe('the other families state', () => {
  test.for([
    ['Payment', 'Invoices are due and payable within forty-five (45) days of the invoice date.', { 'payment.termDays': '45' }],
    ['Price increases', 'Vendor may increase the fees upon at least 60 days’ notice, provided that no increase shall exceed 7%.', { 'payment.increaseCap': '7', 'payment.increaseNotice': '60' }],
    ['Limitation of liability', 'Each party’s aggregate liability shall not exceed two (2) times the fees paid in the twelve (12) months preceding the claim.', { 'liability.cap': '2', 'liability.feeMonths': '12' }],
    ['Limitation of liability', 'Liability is limited to 150% of the annual fees.', { 'liability.cap': '1.5' }],
    ['Limitation of liability', 'Liability shall not exceed the fees paid in the 12 months before the claim.', { 'liability.cap': '1', 'liability.feeMonths': '12' }],
    ['Term and termination', 'The initial term of this Agreement is two (2) years.', { 'term.firstMonths': '24' }],
    ['Term and termination', 'This Agreement renews automatically for successive terms of one year unless either party gives notice at least ninety (90) days before the end of the term.', { 'term.renewalKind': 'automatic', 'term.renewalMonths': '12', 'term.renewalNotice': '90' }],
    ['Term and termination', 'Either party may terminate for a material breach that remains uncured thirty (30) days after notice.', { 'term.cureDays': '30' }],
    ['Term and termination', 'Customer may terminate for convenience by giving not less than 60 days’ notice.', { 'term.convenienceDays': '60' }],
    ['Sub-processors', 'Vendor informs Customer of new sub-processors at least 30 days in advance.', { 'subprocessors.noticeDays': '30' }],
    ['Sub-processors', 'Customer may object to a sub-processor within 14 days.', { 'subprocessors.objectionDays': '14' }],
    ['Incident notification', 'Vendor shall notify Customer of a personal data breach within 24 hours of becoming aware of it.', { 'incidents.noticeHours': '24' }],
    ['Support', 'Priority 1 tickets receive a first response within 30 minutes.', { 'support.responseP1': '30' }],
    ['Audit rights', 'Customer may audit Vendor once per year.', { 'audit.perYear': '1' }],
    ['Data residency', 'Customer Data is stored in data centres in the European Union.', { 'residency.storage': ['EU'] }],
    ['Governing law', 'This Agreement is governed by the laws of the State of Delaware.', { 'law.country': ['US'] }],
    ['Retraining', 'After a drift alarm Vendor shall retrain the model within 30 days.', { 'retraining.maxDays': '30' }],
    ['Drift', 'The population stability index of each feature shall not exceed 0.2.', { 'drift.limit': '0.2', 'drift.statistic': 'psi' }],
  ] as const)('%s: %s', ([heading, sentence, terms]) => {
    expect(termsOf(heading, sentence)).toMatchObject(terms);
  });

  test.for([
    ['Payment', 'Late payments bear interest from 30 days after the due date.'],
    ['Payment', 'Invoices are due within thirty (60) days of receipt.'],
    ['Payment', 'Invoices are payable within 10 business days of receipt.'],
    ['Limitation of liability', 'Liability for breach of confidentiality is limited to 3 times the fees.'],
    ['Limitation of liability', 'Liability shall not exceed the greater of EUR 100,000 and 2 times the annual fees.'],
    ['Term and termination', 'The agreement does not renew automatically.'],
    ['Governing law', 'This agreement is governed by the laws of Germany or the laws of France, as the vendor chooses.'],
    ['Sub-processors', 'The customer has no obligation to object within 10 days.'],
    ['Data residency', 'Customer Data may be stored in the European Union or elsewhere.'],
  ] as const)('nothing by %s: %s', ([heading, sentence]) => {
    expect(termsOf(heading, sentence)).toEqual({});
  });
});
