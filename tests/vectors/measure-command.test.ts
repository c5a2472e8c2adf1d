import { describe, expect, test, vi } from 'vitest';
import { measureCommand } from '../../apps/cli/src/measure/measure-command.js';
import { beside, casesOf } from './shared-vectors.js';
import type { Selection, VectorCase } from './vector-file.js';

type Case = ReturnType<typeof casesOf>[number];
type FromTable = Extract<Selection, { dataset: string }>;

const operators = { eq: '=', ne: '!=', gte: '>=', gt: '>', lte: '<=', lt: '<' } as const;

/** The cases whose inputs are whole files, or the rows of them that meet conditions: what the command can be asked. */
const ofFiles = (metric: string): readonly Case[] => casesOf(metric).filter(({ vector }) => Object.values(vector.inputs).every((input) => 'dataset' in input && input.rows === undefined));

/** The flags for a case's inputs: `roles` say which input a flag names; conditions are those of the first. */
function flagsOf({ vector: { inputs, params }, datasets }: Case, roles: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const selections = (names: readonly string[]) => names.map((name) => inputs[name] as FromTable);
  const columns = Object.entries(roles).flatMap(([flag, names]) => [`--${flag}`, `${beside}/${datasets[selections(names)[0]!.dataset]!.file}:${selections(names).map(({ column }) => column).join(',')}`]);
  const where = Object.entries(roles).flatMap(([flag, names]) =>
    flag === 'reference' || flag === 'current' || flag === Object.keys(roles)[0] ? (selections(names)[0]!.where ?? []).flatMap((condition) => [flag === 'reference' || flag === 'current' ? `--${flag}-where` : '--where', wordsOf(condition)]) : [],
  );
  return [...columns, ...where, ...(params['positive'] === undefined ? [] : ['--positive', String(params['positive'])])];
}

function wordsOf([column, operator, operand]: NonNullable<FromTable['where']>[number]): string {
  if (operator === 'notnull') return `${column} is given`;
  return operator === 'in' ? `${column} in ${(operand as readonly unknown[]).join(',')}` : `${column} ${operators[operator]} ${String(operand)}`;
}

function withoutConditions(inputs: VectorCase['inputs']): VectorCase['inputs'] {
  return Object.fromEntries(Object.entries(inputs).map(([role, input]) => [role, { ...(input as FromTable), where: [] }]));
}

async function measured(metric: string, flags: readonly string[]) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await measureCommand(() => undefined).parseAsync([metric, ...flags, '--json'], { from: 'user' });
  return JSON.parse(log.mock.lastCall![0] as string) as Record<string, unknown> & { readonly value: number | null; readonly figures: Record<string, { readonly value: number | null }> };
}

function expectSame(got: number | null | undefined, wanted: unknown, { tolerance }: VectorCase, what: string): void {
  if (wanted === 'NaN') expect(got, what).toBeNull();
  else expect(Math.abs(Number(got) - Number(wanted)), `${what}: ${got} for ${String(wanted)}`).toBeLessThanOrEqual(Number(tolerance.abs ?? 0) + Math.max(tolerance.rel ?? 0, 1e-9) * Math.abs(Number(wanted)));
}

const decisions = { f1: 'f1', accuracy: 'accuracy', precision: 'precision', recall: 'recall', specificity: 'specificity', 'balanced-accuracy': 'balanced_accuracy', mcc: 'mcc' } as const;
const scores = { auc: 'auc', 'average-precision': 'average_precision', 'log-loss': 'log_loss', brier: 'brier', calibration: 'ece10_equal_width', lift: 'lift_top_decile', 'ks-separation': 'ks_separation' } as const;
const divergences = { psi: 'psi_floor_1e4', kl: 'kl_floor_1e4', 'jensen-shannon': 'js_distance_base2', hellinger: 'hellinger', 'total-variation': 'total_variation', 'l-infinity': 'l_infinity' } as const;

describe.runIf(ofFiles('binary_decision_metrics').length > 0)('the command computes of files what the reference vectors say', { timeout: 60_000 }, () => {
  test.each(ofFiles('binary_decision_metrics'))('$id', async (one) => {
    for (const [metric, key] of Object.entries(decisions)) {
      const { value } = await measured(metric, flagsOf(one, { labels: ['y_true'], decisions: ['y_pred'] }));
      expectSame(value, one.vector.expected[key], one.vector, metric);
    }
  });

  test.each(ofFiles('probability_metrics'))('$id', async (one) => {
    for (const [metric, key] of Object.entries(scores)) {
      if (one.vector.expected[key] === undefined) continue;
      const { value } = await measured(metric, flagsOf(one, { labels: ['y_true'], scores: ['score'] }));
      expectSame(value, one.vector.expected[key], one.vector, metric);
    }
  });

  test.each(ofFiles('group_fairness'))('$id', async (one) => {
    const attributes = Object.keys(one.vector.inputs).filter((role) => role.startsWith('attr:'));
    const found = await measured('fairness', flagsOf(one, { decisions: ['y_pred'], ...('y_true' in one.vector.inputs ? { labels: ['y_true'] } : {}), groups: attributes }));
    const wanted = one.vector.expected['groups'] as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    const groups = found['groups'] as readonly { readonly group: string; readonly n: number; readonly selected: number; readonly rate: { readonly value: number | null } }[];
    expect(groups.map(({ group, n, selected }) => [group, n, selected])).toEqual(Object.entries(wanted).map(([group, { n, selected }]) => [group, n, selected]));
    const { difference, ratio } = one.vector.expected['between_groups.selection_rate'] as Readonly<Record<string, unknown>>;
    expectSame(found.figures['demographic-parity-difference']!.value, difference, one.vector, 'difference');
    expectSame(found.figures['demographic-parity-ratio']!.value, ratio, one.vector, 'ratio');
  });

  test.each(ofFiles('ll144_scoring_rate'))('$id', async (one) => {
    const attributes = Object.keys(one.vector.inputs).filter((role) => role.startsWith('attr:'));
    const found = await measured('scoring-rate', flagsOf(one, { scores: ['score'], groups: attributes }));
    expectSame((found['sampleMedian'] as { readonly value: number | null }).value, one.vector.expected['sample_median'], one.vector, 'median');
    expect((found['groups'] as readonly { readonly aboveMedian: number }[]).map(({ aboveMedian }) => aboveMedian)).toEqual(
      Object.values(one.vector.expected['groups'] as Readonly<Record<string, Readonly<Record<string, unknown>>>>).map(({ above_median: above }) => above),
    );
  });

  test.each(ofFiles('ks_2samp'))('$id', async (one) => {
    const { value, figures } = await measured('ks', flagsOf(one, { reference: ['reference'], current: ['current'] }));
    expectSame(value, one.vector.expected['statistic'], one.vector, 'statistic');
    expectSame(figures['p-value']!.value, one.vector.expected['pvalue_kolmogorov_limit'], one.vector, 'p-value');
  });

  test.each(ofFiles('wasserstein_1'))('$id', async (one) => {
    const { value } = await measured('wasserstein', flagsOf(one, { reference: ['reference'], current: ['current'] }));
    expectSame(value, one.vector.expected['distance'], one.vector, 'distance');
  });

  test.each(ofFiles('binned_divergence').filter(({ vector }) => (vector.params['binning'] as Readonly<Record<string, unknown>>)['kind'] === 'reference_quantiles'))('$id', async (one) => {
    const bins = String((one.vector.params['binning'] as Readonly<Record<string, unknown>>)['bins']);
    for (const [metric, key] of Object.entries(divergences)) {
      const { value } = await measured(metric, [...flagsOf(one, { reference: ['reference'], current: ['current'] }), '--bins', bins]);
      expectSame(value, one.vector.expected[key], one.vector, metric);
    }
  });

  test.each(ofFiles('categorical_divergence'))('$id', async (one) => {
    for (const [metric, key] of Object.entries({ ...divergences, 'chi-square': 'chi2' })) {
      const { value } = await measured(metric, [...flagsOf(one, { reference: ['reference'], current: ['current'] }), '--categorical']);
      expectSame(value, one.vector.expected[key], one.vector, metric);
    }
  });

  test.each(ofFiles('cbpe').filter(({ vector }) => vector.expected['needs_calibration'] === true))('$id', async (one) => {
    const roles = { 'reference-labels': ['reference.y'], 'reference-scores': ['reference.score'], 'reference-decisions': ['reference.pred'], scores: ['analysis.score'], decisions: ['analysis.pred'] };
    const where = (['reference', 'analysis'] as const).flatMap((part) => ((one.vector.inputs[`${part}.score`] as FromTable).where ?? []).flatMap((condition) => [part === 'reference' ? '--reference-where' : '--current-where', wordsOf(condition)]));
    const columns = flagsOf({ ...one, vector: { ...one.vector, inputs: withoutConditions(one.vector.inputs) } }, roles);
    const found = (await measured('cbpe', [...columns, ...where, '--chunk', String(one.vector.params['chunk_size'])])) as unknown as { readonly chunks: readonly { readonly metrics: Readonly<Record<string, { readonly estimate: { readonly value: number | null } }>> }[] };
    const wanted = (one.vector.expected['chunks'] as readonly { readonly period: string; readonly metrics: Readonly<Record<string, { readonly value: unknown }>> }[]).filter(({ period }) => period === 'analysis');
    expect(found.chunks.length).toBe(wanted.length);
    for (const [at, { metrics }] of wanted.entries()) {
      for (const [metric, key] of [['accuracy', 'accuracy'], ['auc', 'roc_auc'], ['recall', 'recall']] as const) expectSame(found.chunks[at]!.metrics[metric]!.estimate.value, metrics[key]!.value, one.vector, `chunk ${at} ${metric}`);
    }
  });

  test.each(ofFiles('percentiles'))('$id', async (one) => {
    const shares = (one.vector.params['p'] as readonly number[]).map((share) => String(Number((share * 100).toPrecision(6))));
    for (const [method, prefix] of [['linear', 'linear'], ['nearest-rank', 'inverted_cdf']] as const) {
      const { figures } = await measured('percentiles', [...flagsOf(one, { values: ['values'] }), '--method', method, '--percentile', shares.join(',')]);
      for (const percentile of shares) expectSame(figures[`p${percentile}`]!.value, one.vector.expected[`${prefix}.p${percentile}`], one.vector, `${method} p${percentile}`);
    }
  });
});
