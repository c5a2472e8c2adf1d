import { parseAllDocuments } from 'yaml';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openSlo } from '#libs/rendering/open-slo.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { agreement, digest } from './breaches.js';
import { facts } from './facts.js';

/** The structure of OpenSLO v1 as its published schemas and specification state it, for the kinds and fields that are written here. */
const name = z.string().max(63).regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
const value = z.string().max(63).regex(/^[a-z0-9A-Z][a-z0-9A-Z._-]*[a-z0-9A-Z]*$/);
const key = z.string().regex(/^(([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]\/)?[a-z0-9A-Z][a-z0-9A-Z._-]*[a-z0-9A-Z]*$/).regex(/^(.{2,253}\/)?.{1,63}$/);
const metadata = z.strictObject({ name, displayName: z.string().min(1), annotations: z.record(key, value).optional() });
const metricSource = z.strictObject({ metricSource: z.strictObject({ type: z.string(), spec: z.record(z.string(), z.unknown()) }) });
const objective = z.strictObject({ displayName: z.string(), op: z.enum(['lte', 'gte', 'lt', 'gt']).optional(), value: z.number().optional(), target: z.number().min(0).max(1) });
const Document = z.discriminatedUnion('kind', [
  z.strictObject({ apiVersion: z.literal('openslo/v1'), kind: z.literal('Service'), metadata, spec: z.strictObject({ description: z.string().max(1050) }) }),
  z.strictObject({
    apiVersion: z.literal('openslo/v1'),
    kind: z.literal('SLI'),
    metadata,
    spec: z.union([z.strictObject({ thresholdMetric: metricSource }), z.strictObject({ ratioMetric: z.strictObject({ counter: z.boolean(), rawType: z.enum(['success', 'failure']), raw: metricSource }) })]),
  }),
  z.strictObject({
    apiVersion: z.literal('openslo/v1'),
    kind: z.literal('SLO'),
    metadata,
    spec: z.strictObject({
      description: z.string().max(1050),
      service: name,
      indicatorRef: name,
      timeWindow: z.tuple([
        z.strictObject({
          duration: z.string().regex(/^[1-9]\d*[mhdwMQY]$/),
          isRolling: z.literal(false),
          calendar: z.strictObject({ startTime: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/), timeZone: z.string() }),
        }),
      ]),
      budgetingMethod: z.enum(['Occurrences', 'Timeslices', 'RatioTimeslices']),
      objectives: z.array(objective).min(1),
    }),
  }),
]);

const input = (objectives: readonly ObjectiveDefinition[]) => ({
  agreementId: '0199a0f0-0000-7000-8000-000000000001',
  title: facts.title,
  number: 1,
  digest,
  vendorName: facts.vendorName,
  effectiveFrom: '2026-02-14',
  systems: facts.systems,
  objectives,
});
const documentsOf = (objectives: readonly ObjectiveDefinition[]) => parseAllDocuments(openSlo(input(objectives))).map((document) => Document.parse(document.toJS()));
const shipped = agreement().compiled.objectives;
const slosOf = (objectives: readonly ObjectiveDefinition[]) => documentsOf(objectives).flatMap((document) => (document.kind === 'SLO' ? [document] : []));

test('every system is a service with an indicator and an objective for each promise, and every reference leads somewhere', () => {
  const documents = documentsOf(shipped);
  const named = (kind: string) => documents.filter((document) => document.kind === kind).map((document) => document.metadata.name);
  expect(named('Service')).toEqual(['lead-scoring', 'chat']);
  expect(named('SLO')).toHaveLength(2 * shipped.length);
  expect(named('SLI')).toEqual(named('SLO'));
  expect(new Set(named('SLO')).size).toBe(named('SLO').length);
  for (const { spec } of slosOf(shipped)) {
    expect(named('Service')).toContain(spec.service);
    expect(named('SLI')).toContain(spec.indicatorRef);
  }
});

test.for([
  ['uptime.availability', { target: 0.995 }],
  ['latency.percentile', { op: 'lte', value: 300, target: 0.95 }],
  ['accuracy.precision', { target: 0.3 }],
] as const)('%s promises what the clause prints', ([path, promised]) => {
  const found = slosOf(shipped.filter(({ key: own }) => own === path));
  expect(found).toHaveLength(2);
  expect(found[0]?.spec.objectives[0]).toMatchObject(promised);
});

test('windows are calendar windows of the agreement in its zone', () => {
  const [monthly] = shipped;
  if (monthly === undefined) throw new Error('the shipped agreement has no objective');
  const quarterly: ObjectiveDefinition = { ...monthly, window: { ...monthly.window, kind: 'calendar-quarter' } };
  expect(slosOf([monthly])[0]?.spec.timeWindow).toEqual([{ duration: '1M', isRolling: false, calendar: { startTime: '2026-02-01 00:00:00', timeZone: 'Europe/Lisbon' } }]);
  expect(slosOf([quarterly])[0]?.spec.timeWindow[0]).toMatchObject({ duration: '1Q', calendar: { startTime: '2026-01-01 00:00:00' } });
});

test('what OpenSLO has no field for stands in annotations, and what it cannot promise is named', () => {
  const [first] = shipped;
  if (first === undefined) throw new Error('the shipped agreement has no objective');
  expect(slosOf([first])[0]?.metadata.annotations).toMatchObject({ 'fineprint.example/minimum-sample': '1000', 'fineprint.example/term': first.source.termPath, 'fineprint.example/method.availability': 'bad-minutes' });
  const [service] = documentsOf([{ ...first, key: 'freshness.age', unit: 'milliseconds' }]);
  expect(service?.metadata.annotations).toMatchObject({ 'fineprint.example/not-expressed.freshness.age': 'availability' });
});

test('names that mean something to YAML stay text', () => {
  const text = openSlo({ ...input(shipped), systems: [{ name: 'yes: &a *b\n- !!js/function', slug: 'x' }] });
  expect(parseAllDocuments(text)[0]?.toJS()).toMatchObject({ metadata: { displayName: 'yes: &a *b\n- !!js/function' } });
});
