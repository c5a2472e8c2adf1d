import { describe, expect, test } from 'vitest';
import { readNoticeTemplate } from '#libs/rendering/breach-notice.js';
import type { DocumentModel } from '#libs/rendering/document-model.js';
import { formulaOf, promiseOf } from '#libs/rendering/measured-words.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { agreement, breachDetail } from './breaches.js';
import { noticeModel } from './documents.js';
import { noticeText } from './templates.js';

const textIn = ({ blocks }: DocumentModel) => blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.runs.map(({ text }) => text).join('')] : [])).join('\n');
const kindsIn = ({ blocks }: DocumentModel) => blocks.map(({ kind }) => kind);

test('a notice holds the clause, the counts, the chart beside its table, and the credit', () => {
  expect(kindsIn(noticeModel()).filter((kind) => kind !== 'paragraph')).toEqual(['title', 'facts', 'heading', 'quote', 'heading', 'table', 'chart', 'table', 'heading', 'table']);
});

test('the quoted clause is the clause as it was signed', () => {
  const quote = noticeModel().blocks.find((block) => block.kind === 'quote');
  const { clause } = breachDetail();
  const quoted = quote?.kind === 'quote' ? quote.paragraphs.map(({ number, runs }) => [number, runs.map(({ text }) => text).join('').replaceAll('\u00A0', ' ')]) : [];
  expect(quoted).toEqual(clause.paragraphs.map(({ number, text }) => [number, text]));
});

test('without a contact it addresses the vendor alone', () => {
  expect(textIn(noticeModel({}, null))).toMatch(/^To Leadmind\n/);
});

test('without a credit it says so, and has neither table nor claim', () => {
  const model = noticeModel({ derivation: null, credit: null, claimDueAt: null });
  expect(textIn(model)).toContain('sets no credit for this breach');
  expect(textIn(model)).not.toContain('can be claimed');
  expect(kindsIn(model).filter((kind) => kind === 'table')).toHaveLength(2);
});

test('the chart says in words what it shows, oldest window first, and a window without a value is a gap', () => {
  const chart = noticeModel().blocks.find((block) => block.kind === 'chart');
  expect(chart?.kind === 'chart' && chart.summary).toMatch(/^Precision against the target of 30 %\. Jan 2026: 33\.91 %, met; Feb 2026: .*Apr 2026: no value, not measured/);
  expect(chart?.kind === 'chart' && chart.points.map(({ isSubject }) => isSubject)).toEqual([false, false, true, false, false, false]);
});

test('a name cannot pass for a heading or a figure of its own', () => {
  const forged = '\ue000figures.credit\ue001\ue002';
  const model = noticeModel({ systemName: `## ${forged}`, agreementTitle: 'A\n\n## B' });
  expect(kindsIn(model)).toEqual(kindsIn(noticeModel()));
});

describe('the formula of a value', () => {
  const withMethod = (changes: Parameters<typeof agreement>[0]) => agreement(changes).compiled.objectives;
  const uptime = (method: string, rule = 'not-measured') => withMethod({ 'uptime.method': method, 'uptime.emptyRule': rule })[0];
  const latency = (method: string) => withMethod({ 'latency.method': method, 'credits.latencyTiers': [{ bound: method === 'attainment' ? '99' : '300', inclusive: false, percent: '5' }] })[1];
  const accuracy = (metric: string) => withMethod({ 'accuracy.metric': metric })[2];
  const counts = {
    events: 10_000,
    errors: 25,
    intervals: 8640,
    emptyIntervals: 40,
    minutes: 43_200,
    emptyMinutes: 200,
    badMinutes: 43,
    withLatency: 9975,
    withinThreshold: 9900,
    rank: 9477,
    decided: 9975,
    truePositive: 30,
    falsePositive: 70,
    falseNegative: 20,
    trueNegative: 880,
  };

  test.for([
    [uptime('event-ratio'), '99.75', '(10,000 - 25) / 10,000 = 99.75 %'],
    [uptime('interval-average'), '99.7', '8,640 intervals of 5 minutes, 40 of them without events (those without events are left out): 99.7 %'],
    [uptime('interval-average', 'available'), '99.7', 'those without events count as 100 %'],
    [uptime('bad-minutes'), '99.9', '1 - 43 / 43,000 = 99.9 %. Of 43,200 minutes 200 had no events'],
    [uptime('bad-minutes', 'available'), '99.900463', '1 - 43 / 43,200 = 99.900463 %'],
    [uptime('all-failed-minutes'), '99.9', '1 - 43 / 43,000 = 99.9 %'],
    [latency('percentile'), '312', 'number 9,477 of 9,975 is 312 milliseconds'],
    [latency('attainment'), '99.24812', '9,900 / 9,975 = 99.24812 %'],
    [accuracy('accuracy'), '91', '(30 + 880) / (30 + 880 + 70 + 20) = 91 %'],
    [accuracy('precision'), '30', '30 / (30 + 70) = 30 %'],
    [accuracy('recall'), '60', '30 / (30 + 20) = 60 %'],
    [accuracy('specificity'), '92.631579', '880 / (880 + 70) = 92.631579 %'],
    [accuracy('f1'), '40', '2 × 30 / (2 × 30 + 70 + 20) = 40 %'],
    [accuracy('balanced-accuracy'), '76.315789', '30 / (30 + 20) and TN / (TN + FP) = 880 / (880 + 70): 76.315789 %'],
  ] as const)('%# can be computed again by its reader', ([definition, value, formula]) => {
    expect(definition && formulaOf(definition, { value, counts })).toContain(formula);
  });

  test.for([
    [uptime('event-ratio'), 'at least 99.5 %'],
    [latency('percentile'), 'at most 300 milliseconds for 95 % of events'],
    [latency('attainment'), 'at least 99 % of events within 300 milliseconds'],
  ] as const)('%# stands beside what was promised', ([definition, promise]) => {
    expect(definition && promiseOf(definition satisfies ObjectiveDefinition)).toBe(promise);
  });
});

test.for([
  ['a misspelt value', '{{measured.valeu}}'],
  ['a misspelt condition', '{{#if credit.priced}}x{{/if}}'],
  ['an unknown figure', '{{figures.map}}'],
] as const)('a template with %s is refused when it is read', ([, body]) => {
  expect(() => readNoticeTemplate(noticeText + body)).toThrow(/TEMPLATE_REFUSED/);
});
