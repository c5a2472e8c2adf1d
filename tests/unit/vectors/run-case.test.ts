import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { datasetReader } from '../../vectors/datasets.js';
import { isCounted, runCase } from '../../vectors/run-case.js';
import { readFolder } from '../../vectors/vector-file.js';
import type { VectorMetric } from '../../vectors/vector-metric.js';

const folder = mkdtempSync(join(tmpdir(), 'fineprint-vectors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const csv = 'name,score,empty,version\nann,0.30000000000000004,,1\n"b, c",1e3,,01\n,,,2\n';
const sha256 = createHash('sha256').update(csv).digest('hex');
writeFileSync(join(folder, 'rows.csv.gz'), gzipSync(csv));
writeFileSync(join(folder, 'rows.csv'), csv.replace('"b, c"', 'b'));
writeFileSync(join(folder, 'odd.csv'), 'a,b\n1,2\n3\n');

const mean: VectorMetric = (inputs, { shift = 0 }) => {
  const values = inputs.numbers('x').filter((value) => !Number.isNaN(value));
  if (values.length > 5) throw new Error('more than five values');
  return { mean: values.reduce((sum, value) => sum + value, 0) / values.length + Number(shift), n: values.length };
};

/** The verdict on a case: met, its misses, or why it could not be run. */
function verdictOn(one: Record<string, unknown>, dataset: Record<string, unknown> = { file: 'rows.csv.gz' }, metrics = { mean }) {
  const path = join(folder, 'suite.json');
  writeFileSync(path, JSON.stringify({ format_version: 1, datasets: { rows: dataset }, cases: [{ id: 'one', metric: 'mean', tolerance: { rel: 1e-12, abs: 0 }, ...one }] }));
  const [file] = readFolder(path);
  const { comparison, fault } = runCase(file!, file!.cases[0]!, datasetReader(folder), metrics);
  return fault ?? (comparison.misses.length === 0 ? 'met' : comparison.misses.map(({ path }) => path));
}

const fromRows = { x: { dataset: 'rows', column: 'score' } };

test('a case is met, or says by which keys it is missed', () => {
  const inputs = { x: { inline: [1, 2, null, 6] } };
  expect(verdictOn({ inputs, expected: { mean: 3, n: 3 } })).toBe('met');
  expect(verdictOn({ inputs, params: { shift: 1 }, expected: { mean: 3, n: 4 } })).toEqual(['mean', 'n']);
  expect(verdictOn({ inputs: { x: { inline: [] } }, expected: { mean: 'NaN', n: 0 } })).toBe('met');
});

describe('a case that cannot be run fails with its reason', () => {
  const inline = { x: { inline: [1] } };
  test.each([
    ['an unknown metric', { metric: 'median', inputs: inline, expected: {} }, 'the metric "median" is not known'],
    ['a metric that an object has by birth', { metric: 'toString', inputs: inline, expected: {} }, 'the metric "toString" is not known'],
    ['a metric that fails', { inputs: { x: { inline: [1, 2, 3, 4, 5, 6] } }, expected: {} }, 'more than five values'],
    ['an unknown data set', { inputs: { x: { dataset: 'others', column: 'a' } }, expected: {} }, 'the data set "others" is not described in the file'],
    ['an unknown column', { inputs: { x: { dataset: 'rows', column: 'colour' } }, expected: {} }, /has no column "colour"/],
    ['an unknown operator', { inputs: { x: { ...fromRows.x, where: [['name', 'like', 'a']] } }, expected: {} }, /^not of the format/],
    ['no expectation', { inputs: inline }, /^not of the format.*expected/],
  ])('%s', (_, one, reason) => {
    expect(verdictOn(one)).toMatch(reason);
  });

  test.each([
    ['another content', { file: 'rows.csv.gz', sha256_uncompressed: 'f'.repeat(64) }, /is not the file described/],
    ['another number of rows', { file: 'rows.csv.gz', rows: 4 }, /has 3 rows, not 4/],
    ['no file', { file: 'missing.csv.gz' }, /no such file/],
    ['lines of different lengths', { file: 'odd.csv' }, /line 3 has 1 cells/],
  ])('a data set with %s', (_, dataset, reason) => {
    expect(verdictOn({ inputs: fromRows, expected: {} }, dataset)).toMatch(reason);
  });
});

describe('data sets', () => {
  test('are checked, and read packed or plain, quoted or not', () => {
    for (const dataset of [{ file: 'rows.csv.gz', sha256_uncompressed: sha256, rows: 3 }, { file: 'rows.csv' }]) {
      expect(verdictOn({ inputs: fromRows, expected: { mean: (0.30000000000000004 + 1000) / 2, n: 2 } }, dataset)).toBe('met');
    }
  });

  test('have columns of numbers only where every cell is one; an empty cell is missing', () => {
    const table = datasetReader(folder)({ file: 'rows.csv.gz' });
    expect(table.column('name')).toEqual({ kind: 'text', values: ['ann', 'b, c', null] });
    expect(table.column('score')).toEqual({ kind: 'numbers', values: Float64Array.of(0.30000000000000004, 1000, Number.NaN) });
    expect(table.column('empty')).toEqual({ kind: 'numbers', values: Float64Array.of(Number.NaN, Number.NaN, Number.NaN) });
  });
});

describe('folders', () => {
  const faultsOf = (path: string) => readFolder(path).flatMap(({ cases }) => cases.map(({ fault }) => fault));

  test('a missing or empty folder, and a file that is none, count as a failed case each', () => {
    expect(faultsOf(join(folder, 'nowhere'))).toEqual(['there is no such folder']);
    writeFileSync(join(folder, 'broken.json'), '{"format_version": 1,');
    writeFileSync(join(folder, 'later.json'), '{"format_version": 2, "cases": []}');
    for (const name of ['broken.json', 'later.json']) {
      const [one] = readFolder(join(folder, name))[0]!.cases;
      expect(one!.fault).toMatch(name === 'broken.json' ? /JSON/ : /format_version/);
      expect(isCounted(one!)).toBe(true);
    }
    const empty = mkdtempSync(join(folder, 'empty-'));
    expect(faultsOf(empty)).toEqual(['there is no vector file in it']);
  });

  test('every vector file of a folder is read, by name; a case that is not normative does not count', () => {
    const several = mkdtempSync(join(folder, 'several-'));
    const one = { id: 'a', metric: 'mean', inputs: {}, expected: {} };
    for (const name of ['b.json', 'a.json']) writeFileSync(join(several, name), JSON.stringify({ format_version: 1, cases: [one, { ...one, normative: false }] }));
    writeFileSync(join(several, 'README.md'), 'about');
    const files = readFolder(several);
    expect(files.map(({ name }) => name)).toEqual(['a.json', 'b.json']);
    expect(files[0]!.cases.map(isCounted)).toEqual([true, false]);
  });
});
