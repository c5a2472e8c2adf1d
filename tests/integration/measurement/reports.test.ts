import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DriftReport } from '#libs/wire/drift-reports.js';
import type { Event, IngestReport, Outcome } from '#libs/wire/events.js';
import type { ReportFigure } from '#libs/wire/figures.js';
import type { PerformanceReport } from '#libs/wire/performance-reports.js';
import type { OversightReport, ServiceReport } from '#libs/wire/service-reports.js';
import type { SliceReport } from '#libs/wire/slice-reports.js';
import type { System } from '#libs/wire/systems.js';
import type { Vendor } from '#libs/wire/vendors.js';
import { startApp, type TestApp } from '../../support/app.js';
import { foundOrganisation, join, type Caller } from '../../support/caller.js';
import { Database } from '../../../apps/api/src/database/database.js';
import { CompactionService } from '../../../apps/api/src/ingestion/compaction.service.js';
import { chance } from '../../../apps/api/src/demonstration/chance.js';

const now = '2026-03-15T12:00:00Z';
const firstMs = Date.parse('2026-02-13T00:00:00Z');
const days = 30;
const perDay = 120;
const changeDay = 15;

interface Sent {
  readonly event: Event & { readonly score: number; readonly decision: boolean };
  readonly outcome: Outcome | null;
}

/** Thirty days of leads; from the sixteenth on the score and the visits are higher, the industry changes, and the young are preferred. */
const sent: readonly Sent[] = Array.from({ length: days * perDay }, (_, at): Sent => {
  const share = (draw: number): number => chance(7, at, draw);
  const day = Math.floor(at / perDay);
  const isLater = day >= changeDay;
  const score = Math.min(1, Number((share(1) * (isLater ? 0.7 : 1) + (isLater ? 0.3 : 0)).toFixed(4)));
  const decision = score >= 0.5;
  const young = share(2) < (decision && isLater ? 0.75 : 0.5);
  const id = `r-${at}`;
  const timeMs = firstMs + day * 86_400_000 + Math.floor(share(3) * 86_400_000);
  return {
    event: {
      id,
      system: 'scoring',
      version: isLater ? 'v2' : 'v1',
      time: new Date(timeMs).toISOString(),
      score,
      decision,
      latencyMs: Math.round(50 + 400 * share(4) ** 3),
      status: share(5) < 0.02 ? 'error' : 'ok',
      ...(share(6) < 0.02 ? {} : { segments: share(6) < 0.05 ? { region: 'north' } : { region: share(7) < 0.4 ? 'north' : 'south', age: young ? 'under 40' : '40 and over' } }),
      features: { visits: Math.floor(share(8) * 10) + (isLater ? 3 : 0), industry: share(9) < (isLater ? 0.7 : 0.3) ? 'retail' : 'crafts' },
      reasons: share(10) < 0.8 ? ['visits'] : [],
      user: `rep-${Math.floor(share(11) * 5)}`,
      ...(share(12) < 0.3 ? { humanDecision: share(13) < 0.2 ? !decision : decision } : {}),
    },
    outcome: share(14) < 0.1 ? null : { event: id, system: 'scoring', outcome: share(15) < score ? 'positive' : 'negative', time: new Date(Math.min(timeMs + 3_600_000, Date.parse(now))).toISOString() },
  };
});

let app: TestApp;
let us: Caller;
let system: System;
let vendor: Vendor;

beforeAll(async () => {
  app = await startApp({ now });
  us = await foundOrganisation(app);
  vendor = (await us.post<Vendor>('/vendors', { slug: 'leadmind', name: 'Leadmind' })).body;
  system = (await us.post<System>('/systems', { slug: 'scoring', name: 'Scoring', vendorId: vendor.id })).body;
  const outcomes = sent.flatMap(({ outcome }) => outcome ?? []);
  for (const [path, items] of [['/events', sent.map(({ event }) => event)], ['/outcomes', outcomes]] as const) {
    for (let at = 0; at < items.length; at += 1_000) {
      const answer = await us.post<IngestReport>(path, items.slice(at, at + 1_000));
      expect(answer.body.rejected, JSON.stringify(answer.body)).toBe(0);
    }
  }
}, 120_000);
afterAll(() => app.stop());

const window = 'from=2026-02-13T00:00:00Z&to=2026-03-15T00:00:00Z';
const read = async <Report>(report: string, query = window): Promise<Report> => {
  const answer = await us.get<Report>(`/systems/${system.id}/${report}?${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};

/** From intervals a value lies within its own bound of the exact one. */
function expectWithinBound(fromIntervals: ReportFigure, exact: ReportFigure, what: string): void {
  expect(fromIntervals.sampleSize, what).toBe(exact.sampleSize);
  if (exact.value === null) expect(fromIntervals.value, what).toBeNull();
  else expect(Math.abs(fromIntervals.value! - exact.value), what).toBeLessThanOrEqual(fromIntervals.bound + 1e-9);
}

describe('performance', () => {
  test('from intervals every metric lies within its stated bound of the exact one, and decision metrics are equal', async () => {
    const [quick, exact] = [await read<PerformanceReport>('performance'), await read<PerformanceReport>('performance', `${window}&source=exact`)];
    expect(quick.basis).toMatchObject({ source: 'intervals', events: sent.length });
    expect(exact.basis).toMatchObject({ source: 'exact', events: sent.length, largestBound: 0 });
    expect(quick.metrics.map(({ metric }) => metric)).toEqual(exact.metrics.map(({ metric }) => metric));
    for (const [at, { metric, measured }] of quick.metrics.entries()) expectWithinBound(measured, exact.metrics[at]!.measured, metric);
    const accuracy = quick.metrics.find(({ metric }) => metric === 'accuracy')!.measured;
    expect(accuracy).toMatchObject({ bound: 0, interval: 'wilson-95', kind: 'measured' });
  });

  test('counts what was sent: the confusion, coverage, and a calibration curve over all events', async () => {
    const { confusion, outcomes, calibration, basis } = await read<PerformanceReport>('performance');
    const known = sent.filter(({ outcome }) => outcome !== null);
    const count = (decision: boolean, outcome: string): number => known.filter((one) => one.event.decision === decision && one.outcome?.outcome === outcome).length;
    expect(confusion).toEqual({
      truePositive: count(true, 'positive'),
      falsePositive: count(true, 'negative'),
      falseNegative: count(false, 'positive'),
      trueNegative: count(false, 'negative'),
    });
    expect(outcomes).toMatchObject({ decided: sent.length, known: known.length, mature: false });
    expect(outcomes.coverage.value).toBeCloseTo(known.length / sent.length, 12);
    expect(calibration.reduce((sum, bin) => sum + bin.events, 0)).toBe(sent.length);
    expect(basis.from).toBe('2026-02-13T00:00:00.000Z');
  });

  test('what the unknown outcomes could still change contains the measured value', async () => {
    for (const { metric, measured, ifUnknown } of (await read<PerformanceReport>('performance')).metrics) {
      if (ifUnknown === null) continue;
      expect(measured.value, metric).toBeGreaterThanOrEqual(ifUnknown.low);
      expect(measured.value, metric).toBeLessThanOrEqual(ifUnknown.high);
    }
  });

  test('estimates are marked as such and lie near what was measured while scores keep their meaning', async () => {
    const { metrics, estimate } = await read<PerformanceReport>('performance', `${window}&maturityDays=0`);
    expect(estimate?.fittedOn).toBeGreaterThan(500);
    const accuracy = metrics.find(({ metric }) => metric === 'accuracy')!;
    expect(accuracy.estimated).toMatchObject({ kind: 'estimated', sampleSize: sent.length });
    expect(Math.abs(accuracy.estimated!.value! - accuracy.measured.value!)).toBeLessThan(0.03);
  });

  test('one version alone has the events of that version', async () => {
    expect((await read<PerformanceReport>('performance', `${window}&version=v2`)).basis).toMatchObject({ version: 'v2', events: sent.filter(({ event }) => event.version === 'v2').length });
  });
});

describe('drift', () => {
  const halves = 'from=2026-02-28T00:00:00Z&to=2026-03-15T00:00:00Z';

  test('the second half against the first: score, visits and industry alarm, the errors of chance do not', async () => {
    const { columns, baseline, basis } = await read<DriftReport>('drift', halves);
    const answers = Object.fromEntries(columns.map(({ key, answer }) => [key, answer]));
    expect(answers).toMatchObject({ score: 'alarm', 'feature:visits': 'alarm', 'feature:industry': 'alarm', decision: 'alarm', 'missing:visits': 'no-drift' });
    expect(baseline).toMatchObject({ kind: 'previous', events: changeDay * perDay });
    expect(basis.events).toBe((days - changeDay) * perDay);
    const industry = columns.find(({ key }) => key === 'feature:industry')!;
    expect(industry.histogram!.labels!.toSorted()).toEqual(['crafts', 'retail']);
    expect(industry.histogram!.current.reduce((sum, count) => sum + count, 0)).toBe((days - changeDay) * perDay);
    expect(columns.find(({ key }) => key === 'score')!.sentence).toContain('above the threshold');
  });

  test('without a change there is no alarm', async () => {
    const { columns } = await read<DriftReport>('drift', 'from=2026-03-08T00:00:00Z&to=2026-03-15T00:00:00Z');
    expect(columns.filter(({ answer }) => answer === 'alarm')).toEqual([]);
  });

  test('exact values lie within the bounds that the bins state', async () => {
    const [quick, exact] = [await read<DriftReport>('drift', halves), await read<DriftReport>('drift', `${halves}&source=exact`)];
    for (const column of quick.columns) {
      const other = exact.columns.find(({ key }) => key === column.key)!;
      for (const { measure, value, bound } of column.statistics) {
        const exactValue = other.statistics.find((one) => one.measure === measure)!.value;
        if (value !== null && exactValue !== null) expect(Math.abs(value - exactValue), `${column.key} ${measure}`).toBeLessThanOrEqual(bound + 1e-9);
      }
    }
  });

  test('an alarm has to last as many windows as the persistence rule says', async () => {
    const { columns } = await read<DriftReport>('drift', `${halves}&persistence=2`);
    const score = columns.find(({ key }) => key === 'score')!;
    expect(score.recent).toHaveLength(2);
    expect(score.answer).toBe('not-enough-evidence');
    expect(score.sentence).toContain('2 windows in a row');
  });

  test('versions may be compared over the same time, and the previous stretch may be of another version', async () => {
    const answerOf = ({ columns }: DriftReport): unknown => columns.find(({ key }) => key === 'score')?.answer;
    const overlapping = await read<DriftReport>('drift', `${window}&version=v2&baseline=fixed&baselineVersion=v1&baselineFrom=2026-02-13T00:00:00Z&baselineTo=2026-03-15T00:00:00Z`);
    expect(overlapping.baseline.events).toBe(changeDay * perDay);
    expect(answerOf(overlapping)).toBe('alarm');
    const previous = await read<DriftReport>('drift', `${halves}&version=v2&baselineVersion=v1`);
    expect(previous.baseline.events).toBe(changeDay * perDay);
    expect(answerOf(previous)).toBe('alarm');
  });

  test('a feature that vanished, one that came new and one that changed its kind are undefined, with the reason', async () => {
    const changing = (await us.post<System>('/systems', { slug: 'changing', name: 'Changing', vendorId: vendor.id })).body;
    const events = [
      { version: 'v1', time: '2026-03-01T12:00:00Z', features: { age: 41, plan: 'gold', visits: 3 } },
      { version: 'v2', time: '2026-03-08T12:00:00Z', features: { plan: 7, visits: 4, region: 'north' } },
    ].map((event, at) => ({ id: `c-${at}`, system: 'changing', score: 0.5, ...event }));
    expect((await us.post<IngestReport>('/events', events)).body).toMatchObject({ accepted: 2 });
    const answer = await us.get<DriftReport>(`/systems/${changing.id}/drift?from=2026-03-08T00:00:00Z&to=2026-03-15T00:00:00Z`);
    const undecided = answer.body.columns.filter(({ statistics }) => statistics.length === 0).map(({ key, answer: word, sentence, reference, current }) => [key, word, sentence, reference.rows, current.rows]);
    expect(undecided).toEqual([
      ['feature:region', 'undefined', 'The baseline has no value of this column to compare with.', 0, 1],
      ['feature:plan', 'undefined', 'The baseline has categories, the window numbers: they cannot be compared.', 1, 1],
      ['feature:age', 'undefined', 'The window has no value of this column, which the baseline has.', 1, 0],
    ]);
  });

  test('against a declared training profile', async () => {
    const profile = { version: 'v1', rows: 1_000, columns: [{ name: 'score', edges: [0.25, 0.5, 0.75], counts: [250, 250, 250, 250] }] };
    expect((await us.get<{ readonly code: string; readonly errors: readonly { readonly pointer: string }[] }>(`/systems/${system.id}/drift?baseline=profile`)).body).toMatchObject({ code: 'INVALID', errors: [{ pointer: '/baseline' }] });
    await us.post(`/systems/${system.id}/training-profiles`, profile);
    const { columns, baseline } = await read<DriftReport>('drift', `${halves}&baseline=profile`);
    expect(columns.map(({ key, answer }) => [key, answer])).toEqual([['score', 'alarm']]);
    expect(baseline).toMatchObject({ kind: 'profile', events: 1_000, profile: { declaredBy: 'Ada Administrator', version: 'v1' } });
    expect(columns[0]!.statistics[0]!.bound).toBe(0);
  });
});

describe('slices', () => {
  test('groups count what was sent, from intervals as from events, and the unknown stand apart', async () => {
    const [quick, exact] = [await read<SliceReport>('slice-report', `${window}&attributes=age`), await read<SliceReport>('slice-report', `${window}&attributes=age&source=exact`)];
    const young = sent.filter(({ event }) => event.segments?.['age'] === 'under 40');
    const group = quick.groups.find(({ name }) => name === 'under 40')!;
    expect(group.events).toBe(young.length);
    expect(group.rates.find(({ rate }) => rate === 'selection-rate')!.figure.value).toBeCloseTo(young.filter(({ event }) => event.decision).length / young.length, 12);
    expect(quick.unknown.events).toBe(sent.filter(({ event }) => event.segments?.['age'] === undefined).length);
    expect(exact.unknown).toEqual(quick.unknown);
    expect(quick.groups.reduce((sum, { share }) => sum + share, quick.unknown.share)).toBeCloseTo(1, 12);
    for (const one of quick.groups) {
      const other = exact.groups.find(({ name }) => name === one.name)!;
      expect(one.rates).toEqual(other.rates);
      expect(one.impact).toEqual(other.impact);
      expectWithinBound(one.calibration, other.calibration, one.name);
    }
    expect(quick.gaps).toEqual(exact.gaps);
  });

  test('the older group is compared with the younger, with a test, an interval and what the unknown could change', async () => {
    const { groups } = await read<SliceReport>('slice-report', `${window}&attributes=age`);
    const { impact } = groups.find(({ name }) => name === '40 and over')!;
    expect(impact.against).toBe('under 40');
    expect(impact.ratio.value).toBeLessThan(1);
    expect(impact).toMatchObject({ test: 'two-proportion-z' });
    expect(impact.worst).toBeLessThanOrEqual(impact.ratio.value!);
    expect(impact.best).toBeGreaterThanOrEqual(impact.ratio.value!);
  });

  test('combinations of two attributes', async () => {
    const { groups, attributes } = await read<SliceReport>('slice-report', `${window}&attributes=age,region`);
    expect(attributes).toEqual(['age', 'region']);
    expect(groups.map(({ name }) => name)).toEqual(['40 and over | north', '40 and over | south', 'under 40 | north', 'under 40 | south']);
  });
});

describe('service', () => {
  test('percentiles lie within a percent of the exact ones, and the counts are the same', async () => {
    const [quick, exact] = [await read<ServiceReport>('service'), await read<ServiceReport>('service', `${window}&source=exact`)];
    for (const [at, { percentile, figure }] of quick.latency.entries()) {
      expectWithinBound(figure, exact.latency[at]!.figure, `p${percentile}`);
      expect(figure.bound / figure.value!).toBeLessThanOrEqual(0.01);
    }
    const ratio = quick.availability.find(({ method }) => method === 'event-ratio')!;
    expect(ratio.figure.value).toBeCloseTo(sent.filter(({ event }) => event.status === 'ok').length / sent.length, 12);
    expect(quick.points).toHaveLength(days);
    expect(quick.points.reduce((sum, { events }) => sum + events, 0)).toBe(sent.length);
  });

  test('attainment is that of the version asked for, as the percentiles are', async () => {
    const { attainment } = await read<ServiceReport>('service', `${window}&version=v2&thresholdMilliseconds=100`);
    const own = sent.filter(({ event }) => event.version === 'v2' && event.status === 'ok');
    expect(attainment!.figure).toMatchObject({ sampleSize: own.length, bound: 0 });
    expect(attainment!.figure.value).toBeCloseTo(own.filter(({ event }) => event.latencyMs! <= 100).length / own.length, 12);
  });

  test('versions appear when their first event does', async () => {
    const { versions } = await read<ServiceReport>('service');
    expect(versions.map(({ label, announced, events }) => ({ label, announced, events }))).toEqual([
      { label: 'v1', announced: false, events: changeDay * perDay },
      { label: 'v2', announced: false, events: (days - changeDay) * perDay },
    ]);
    expect(versions[1]!.points[changeDay - 1]!.events).toBe(0);
    expect(versions[1]!.points[changeDay]!.events).toBe(perDay);
  });
});

test('oversight counts what people did', async () => {
  const { measures, completeness } = await read<OversightReport>('oversight', `${window}&licensedUsers=10`);
  const of = (measure: string) => measures.find((one) => one.measure === measure)!;
  const reviewed = sent.filter(({ event }) => event.humanDecision !== undefined);
  expect(of('human-review')).toMatchObject({ numerator: reviewed.length, denominator: sent.length });
  expect(of('human-override').numerator).toBe(reviewed.filter(({ event }) => event.humanDecision !== event.decision).length);
  expect(of('explanation-coverage').numerator).toBe(sent.filter(({ event }) => event.reasons!.length > 0).length);
  expect(of('adoption')).toMatchObject({ numerator: 5, denominator: 10 });
  expect(of('deflection').figure).toMatchObject({ value: null, reason: 'zero-denominator' });
  expect(completeness.find(({ field }) => field === 'score')!.figure.value).toBe(1);
});

describe('a window that begins and ends within a day', () => {
  const ragged = 'from=2026-02-20T10:00:00Z&to=2026-03-10T16:00:00Z';
  const [fromMs, toMs] = [Date.parse('2026-02-20T10:00:00Z'), Date.parse('2026-03-10T16:00:00Z')];
  const inside = sent.filter(({ event }) => Date.parse(event.time) >= fromMs && Date.parse(event.time) < toMs);
  const readAll = async () => ({
    performance: await read<PerformanceReport>('performance', ragged),
    service: await read<ServiceReport>('service', ragged),
    slices: await read<SliceReport>('slice-report', `${ragged}&attributes=age`),
    drift: await read<DriftReport>('drift', ragged),
    oversight: await read<OversightReport>('oversight', ragged),
  });

  test('has the same reports once days are rolled up, and their steps count what happened between their ends', async () => {
    const fromHours = await readAll();
    const [{ number }] = (await app.application.get(Database).inOrganisation(us.organisationId, (manager) => manager.query<[{ number: number }]>('SELECT number FROM system WHERE id = $1', [system.id])));
    await app.application.get(CompactionService).compact(us.organisationId, number);
    const fromDays = await readAll();
    expect(fromDays).toEqual(fromHours);
    expect(fromDays.performance.basis.events).toBe(inside.length);
    for (const points of [fromDays.performance.series[0]!.points, fromDays.service.points]) {
      expect(points[0]).toMatchObject({ from: '2026-02-20T10:00:00.000Z', to: '2026-02-21T00:00:00.000Z' });
      for (const { from, to, events } of points) {
        expect(events, from).toBe(inside.filter(({ event }) => Date.parse(event.time) >= Date.parse(from) && Date.parse(event.time) < Date.parse(to)).length);
      }
    }
  });
});

describe('what is refused', () => {
  test.each([
    ['performance', 'from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z', '/from'],
    ['performance', 'from=2020-01-01T00:00:00Z&to=2026-03-01T00:00:00Z', '/from'],
    ['performance', 'version=v9', '/version'],
    ['performance', 'bins=1', '/bins'],
    ['drift', 'baseline=fixed', '/baselineFrom'],
    ['drift', 'level=0.9', '/level'],
    ['drift', 'baselineVersion=v9', '/baselineVersion'],
    ['drift', 'baseline=previous&baselineFrom=2026-01-01T00:00:00Z', '/baselineFrom'],
    ['drift', 'baseline=profile&baselineTo=2026-01-01T00:00:00Z', '/baselineTo'],
    ['drift', `${window}&baseline=fixed&baselineFrom=2026-02-01T00:00:00Z&baselineTo=2026-02-14T00:00:00Z`, '/baselineFrom'],
    ['drift', 'from=2026-03-08T00:00:00Z&to=2026-03-15T00:00:00Z&persistence=3&baseline=fixed&baselineFrom=2026-02-15T00:00:00Z&baselineTo=2026-02-23T00:00:00Z', '/baselineFrom'],
    ['oversight', 'to=0000-01-01T00:00:00Z', '/to'],
    ['drift', 'from=9999-12-01T00:00:00Z&to=9999-12-31T23:59:59Z', '/from'],
    ['service', 'from=2026-03-01T00:00:00Z&to=2026-03-01T00:00:00Z', '/from'],
    ['slice-report', 'attributes=shoe-size', '/attributes'],
    ['slice-report', 'attributes=age&reference=nobody', '/reference'],
    ['service', 'thresholdMilliseconds=250.25', '/thresholdMilliseconds'],
    ['service', 'thresholdMilliseconds=', '/thresholdMilliseconds'],
    ['drift', 'threshold=', '/threshold'],
    ['performance', 'maturityDays=', '/maturityDays'],
    ['slice-report', 'smallEvents=%20', '/smallEvents'],
    ['slice-report', 'smallShare=', '/smallShare'],
    ['oversight', 'licensedUsers=0', '/licensedUsers'],
  ])('%s with %s says where', async (report, query, pointer) => {
    const answer = await us.get<{ readonly code: string; readonly errors: readonly { readonly pointer: string }[] }>(`/systems/${system.id}/${report}?${query}`);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0]!.pointer).toBe(pointer);
  });

  test.each(['drift', 'performance', 'service', 'slice-report', 'oversight'])('%s of a system of another organisation, or of another vendor, is not found', async (report) => {
    const others = await foundOrganisation(app, `Others asking for ${report}`);
    expect((await others.get(`/systems/${system.id}/${report}`)).status).toBe(404);
    const other = (await us.post<Vendor>('/vendors', { slug: `other-${report}`, name: 'Other' })).body;
    expect((await (await join(app, us.organisationId, 'vendor-contact', other.id)).get(`/systems/${system.id}/${report}`)).status).toBe(404);
    expect((await (await join(app, us.organisationId, 'vendor-contact', vendor.id)).get(`/systems/${system.id}/${report}`)).status).toBe(200);
  });

  test('a system without a single event has reports that say so instead of zeros', async () => {
    const empty = (await us.post<System>('/systems', { slug: 'empty', name: 'Empty', vendorId: vendor.id })).body;
    const performance = (await us.get<PerformanceReport>(`/systems/${empty.id}/performance`)).body;
    expect(performance.metrics.every(({ measured }) => measured.value === null && measured.reason !== null)).toBe(true);
    const slices = (await us.get<SliceReport>(`/systems/${empty.id}/slice-report`)).body;
    expect(slices).toMatchObject({ groups: [], attributes: [] });
    const service = (await us.get<ServiceReport>(`/systems/${empty.id}/service`)).body;
    expect(service.availability.every(({ figure }) => figure.value === null)).toBe(true);
    expect((await us.get<DriftReport>(`/systems/${empty.id}/drift`)).body.columns.every(({ answer }) => answer !== 'alarm' && answer !== 'no-drift')).toBe(true);
  });
});
