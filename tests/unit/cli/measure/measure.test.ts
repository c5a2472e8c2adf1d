import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { measureCommand } from '../../../../apps/cli/src/measure/measure-command.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../../support/temporary-directory.js';

let folder: TemporaryDirectory;
beforeAll(async () => {
  folder = await temporaryDirectory('fineprint-measure-');
  const rows = Array.from({ length: 200 }, (_, row) => {
    const score = ((row % 20) + 0.5) / 20;
    return [score, row % 3 === 0 || score > 0.8 ? 1 : 0, score >= 0.5 ? 1 : 0, row % 2 === 0 ? 'a' : 'b', row % 5 === 0 ? '' : 20 + row, `2026-03-01T00:${String(row % 60).padStart(2, '0')}:00Z`, row % 50 === 0 ? 'error' : 'ok'].join(',');
  });
  await writeFile(join(folder.path, 'leads.csv'), `score,sold,decision,group,ms,time,status\n${rows.join('\n')}\n`);
  await writeFile(join(folder.path, 'short.csv'), 'score\n0.5\n');
});
afterAll(() => folder.remove());

let written: { out: string[]; err: string[] };
beforeEach(() => {
  written = { out: [], err: [] };
  vi.spyOn(console, 'log').mockImplementation((text: string) => written.out.push(text));
  vi.spyOn(console, 'error').mockImplementation((text: string) => written.err.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Runs the command with `@` standing for the folder. */
async function run(line: string): Promise<{ readonly code: number | undefined; readonly out: string; readonly err: string }> {
  written.out.length = 0;
  let code: number | undefined;
  const command = measureCommand((one) => (code = one)).exitOverride();
  await command.parseAsync(line.split(' ').map((word) => word.replaceAll('@', `${folder.path}/`).replaceAll('_', ' ')), { from: 'user' });
  return { code, out: written.out.join('\n'), err: written.err.join('\n') };
}

async function json(line: string): Promise<Record<string, unknown>> {
  const { code, out } = await run(`${line} --json`);
  return { code, ...(JSON.parse(out) as Record<string, unknown>) };
}

describe('a metric from a file', () => {
  test('has its value, interval, sample size and answer in words', async () => {
    expect(await json('precision --labels @leads.csv:sold --decisions @leads.csv:decision')).toMatchObject({
      code: 0,
      metric: 'precision',
      value: 0.6,
      reason: null,
      interval: 'wilson-95',
      sampleSize: 100,
      sentence: '60 % (50.2 % to 69.06 %) of the positive decisions were right.',
      confusion: { truePositive: 60, falsePositive: 40, falseNegative: 34, trueNegative: 66 },
    });
  });

  test('uses the rows that meet the conditions, and says how many there were', async () => {
    const found = await json('accuracy --labels @leads.csv:sold --decisions @leads.csv:decision --where group=a --where score_>=_0.5');
    expect(found).toMatchObject({ sampleSize: 50, samples: [{ flag: 'labels', rows: 200, kept: 50, missing: 0 }, { flag: 'decisions', rows: 200, kept: 50, missing: 0 }] });
  });

  test.each([
    ['auc', '--labels @leads.csv:sold --scores @leads.csv:score'],
    ['average-precision', '--labels @leads.csv:sold --scores @leads.csv:score'],
    ['ks-separation', '--labels @leads.csv:sold --scores @leads.csv:score'],
    ['log-loss', '--labels @leads.csv:sold --scores @leads.csv:score'],
    ['brier', '--labels @leads.csv:sold --scores @leads.csv:score --bins 5'],
    ['calibration', '--labels @leads.csv:sold --scores @leads.csv:score'],
    ['lift', '--labels @leads.csv:sold --scores @leads.csv:score --top 0.2'],
    ['mcc', '--labels @leads.csv:sold --decisions @leads.csv:decision'],
    ['impact-ratio', '--decisions @leads.csv:decision --groups @leads.csv:group'],
    ['fairness', '--decisions @leads.csv:decision --labels @leads.csv:sold --scores @leads.csv:score --groups @leads.csv:group,status --reference-group a_|_ok'],
    ['scoring-rate', '--scores @leads.csv:score --groups @leads.csv:group'],
    ['percentiles', '--values @leads.csv:ms --percentile 50,99.9 --method nearest-rank'],
    ['attainment', '--values @leads.csv:ms --threshold 100'],
    ['availability', '--times @leads.csv:time --status @leads.csv:status'],
    ['throughput', '--times @leads.csv:time'],
    ['freshness', '--times @leads.csv:time --maximum-gap 0.5'],
  ])('%s is computed and told with a sentence', async (metric, flags) => {
    const { code, out, err } = await run(`${metric} ${flags}`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^${metric}\\b.*\\n[A-Z0-9"p].*`));
    expect(out).not.toMatch(/NaN|undefined|\bnull\b/);
  });

  test('counts missing cells aloud', async () => {
    expect((await run('percentiles --values @leads.csv:ms')).out).toContain('40 values are missing and left out.');
  });

  test.each([
    ['event-ratio', 0.98],
    ['interval-average', 0.981667],
    ['bad-minutes', 56 / 60],
    ['all-failed-minutes', 1],
  ])('availability by %s', async (method, expected) => {
    const found = await json(`availability --times @leads.csv:time --status @leads.csv:status --method ${method}`);
    expect(found['value']).toBeCloseTo(expected, 2);
  });

  test('throughput and freshness speak of minutes', async () => {
    expect(await json('throughput --times @leads.csv:time')).toMatchObject({ value: 200 / 60, minutes: 60, figures: { 'peak-per-minute': { value: 4 } } });
    expect(await json('freshness --times @leads.csv:time')).toMatchObject({ value: 1, silentMinutes: 0 });
  });

  test('prints no chart when none is wanted', async () => {
    const flags = 'auc --labels @leads.csv:sold --scores @leads.csv:score';
    expect((await run(flags)).out).toContain('####');
    expect((await run(`${flags} --no-chart`)).out).not.toContain('####');
  });
});

describe('drift between two samples', () => {
  const halves = '--reference @leads.csv:score --current @leads.csv:score --current-where status=ok';
  test('is an alarm when the effect is above the threshold and beyond chance', async () => {
    const found = await json('psi --reference @leads.csv:score --current @leads.csv:score --current-where score>0.5');
    expect(found).toMatchObject({ code: 0, answer: 'alarm', threshold: 0.2, level: 0.05, rows: { reference: 200, current: 100 }, samples: [{ kept: 200 }, { kept: 100 }] });
    expect((found['bins'] as readonly { readonly current: number }[]).reduce((sum, { current }) => sum + current, 0)).toBe(100);
  });

  test('is none when the effect is small', async () => {
    expect(await json(`psi ${halves}`)).toMatchObject({ answer: 'no-drift' });
  });

  test('is not decided with too few rows', async () => {
    expect(await json('ks --reference @leads.csv:score --current @short.csv:score')).toMatchObject({ code: 0, answer: 'not-enough-evidence', rows: { current: 1 } });
  });

  test('has a threshold that can be named', async () => {
    expect(await json(`l-infinity ${halves} --threshold 0.000001 --level 0.5`)).toMatchObject({ threshold: 0.000_001, level: 0.5 });
  });

  test('of texts compares categories, of numbers too when they are to be names', async () => {
    expect(await json('total-variation --reference @leads.csv:group --current @leads.csv:group --current-where group=a')).toMatchObject({ value: 0.5, categories: [{ category: 'a', reference: 100, current: 100 }, { category: 'b', reference: 100, current: 0 }] });
    expect(await json('total-variation --reference @leads.csv:sold --current @leads.csv:sold --current-where sold=1 --categorical')).toMatchObject({ categories: [{ category: 0, current: 0 }, { category: 1, current: 94 }] });
  });

  test('is known by all measures at once, by psi and by missing cells', async () => {
    const { code, out } = await run('drift --reference @leads.csv:ms --current @leads.csv:ms --current-where score>0.5');
    expect(code).toBe(0);
    for (const measure of ['psi', 'ks', 'wasserstein', 'jensen-shannon', 'kullback-leibler', 'hellinger', 'total-variation', 'l-infinity', 'chi-square', 'missing-rate']) expect(out).toMatch(new RegExp(`^ {2}${measure} +[0-9]`, 'm'));
    expect(await json('drift --reference @leads.csv:ms --current @leads.csv:ms --reference-where ms_is_given')).toMatchObject({ answer: 'alarm' });
  });

  test('of an empty sample is undefined', async () => {
    expect(await json('hellinger --reference @leads.csv:score --current @leads.csv:score --current-where score>5')).toMatchObject({ code: 1, value: null, reason: 'no-rows' });
  });

  test('of a text against numbers has no distance', async () => {
    expect((await run('ks --reference @leads.csv:group --current @leads.csv:score')).err).toContain('ks compares numbers, and a column holds texts');
  });
});

describe('performance estimated before outcomes exist', () => {
  const flags = '--reference-labels @leads.csv:sold --reference-scores @leads.csv:score --reference-decisions @leads.csv:decision --scores @leads.csv:score --decisions @leads.csv:decision';
  test('is called estimated, in chunks and over all rows', async () => {
    const found = await json(`cbpe ${flags} --chunk 50`);
    expect(found).toMatchObject({ code: 0, kind: 'estimated', fittedOn: 200, figures: { accuracy: { sampleSize: 200, interval: 'three sampling errors' } } });
    expect((found['chunks'] as readonly { readonly start: number; readonly end: number }[]).map(({ start, end }) => [start, end])).toEqual([[0, 50], [50, 100], [100, 150], [150, 200]]);
    expect((await run(`cbpe ${flags}`)).out).toContain('Estimated, not measured');
  });

  test('stands beside what really happened where that is known', async () => {
    const { figures } = (await json(`cbpe ${flags} --labels @leads.csv:sold`)) as { readonly figures: Readonly<Record<string, { readonly value: number }>> };
    expect(figures['realised-accuracy']!.value).toBe(0.63);
    expect(figures['accuracy']!.value).toBeCloseTo(0.63, 1);
  });

  test('alarms when the scores of a stretch promise something else', async () => {
    expect(await json(`cbpe ${flags} --chunk 50 --current-where score>0.45 --current-where score<0.55`)).toMatchObject({ answer: 'alarm' });
  });

  test('is undefined without a row to learn from', async () => {
    expect(await json(`cbpe ${flags} --reference-where score>2`)).toMatchObject({ code: 1, value: null, reason: 'no-rows' });
  });
});

describe('a metric that is undefined', () => {
  test.each([
    ['one class only', 'auc --labels @leads.csv:sold --scores @leads.csv:score --where sold=1', 'one-class'],
    ['no rows', 'precision --labels @leads.csv:sold --decisions @leads.csv:decision --where score>1', 'zero-denominator'],
    ['no probabilities', 'brier --labels @leads.csv:sold --scores @leads.csv:ms', 'not-probabilities'],
    ['one group', 'impact-ratio --decisions @leads.csv:decision --groups @leads.csv:group --where group=a', 'single-group'],
    ['no event', 'throughput --times @leads.csv:time --where score>1', 'no-rows'],
    ['nothing that could be silent', 'freshness --times @leads.csv:time --where score>1', 'no-rows'],
    ['nobody selected', 'impact-ratio --decisions @leads.csv:decision --groups @leads.csv:group --where decision=0', 'nobody-selected'],
  ])('%s ends with 1 and the reason', async (_, line, reason) => {
    expect(await json(line)).toMatchObject({ code: 1, value: null, reason });
  });

  test('says so in words', async () => {
    expect((await run('auc --labels @leads.csv:sold --scores @leads.csv:score --where sold=1')).out).toContain('The AUC is undefined: only one class occurs.');
  });
});

describe('what cannot be done ends with 2 and one line', () => {
  test.each([
    ['an unknown metric', 'presicion', '"presicion" is not a metric. Did you mean "precision"?'],
    ['no metric', '--json', 'Say which metric; fineprint measure --list names them.'],
    ['a missing flag', 'auc --labels @leads.csv:sold', '--scores FILE:COLUMN is needed'],
    ['a flag of another metric', 'auc --labels @leads.csv:sold --scores @leads.csv:score --times @leads.csv:time', '--times is not for auc, which takes --labels, --scores'],
    ['an option of another metric', 'auc --labels @leads.csv:sold --scores @leads.csv:score --chunk 5', '--chunk is not for auc, which takes --positive'],
    ['columns of different lengths', 'auc --labels @leads.csv:sold --scores @short.csv:score', 'leads.csv has 200 rows and @short.csv has 1: they cannot be paired'],
    ['rows of two files chosen together', 'auc --labels @leads.csv:sold --scores @short.csv:score --where score>0', 'rows of different files cannot be chosen together'],
    ['a side that there is not', 'auc --labels @leads.csv:sold --scores @leads.csv:score --where reference:score>0', 'there is no reference sample here'],
    ['a group that is not there', 'impact-ratio --decisions @leads.csv:decision --groups @leads.csv:group --reference-group A', 'there is no such group with a decision. Did you mean "a"? The groups are a, b.'],
    ['an unknown method', 'percentiles --values @leads.csv:ms --method lineer', 'it is one of linear, nearest-rank. Did you mean "linear"?'],
    ['no threshold', 'attainment --values @leads.csv:ms', '--threshold NUMBER is needed'],
  ])('%s', async (_, line, message) => {
    const { code, err } = await run(line);
    expect(code).toBe(2);
    expect(err).toContain(message.replaceAll('@', `${folder.path}/`));
    expect(err).not.toContain('\n');
  });

  test('and as JSON the same line', async () => {
    expect(await json('aucc')).toMatchObject({ code: 2, error: expect.stringContaining('Did you mean "auc"?') as unknown });
  });
});

test('the list has a line for every metric', async () => {
  const { code, out } = await run('--list');
  expect(code).toBe(0);
  expect(out).toMatch(/^ {2}auc +area under the ROC curve/m);
  expect(out).toMatch(/^ {2}availability +share of time/m);
});
