import type { Finding } from './comparison.js';
import type { Table } from './datasets.js';
import { isCounted, runCase } from './run-case.js';
import type { Dataset, ReadFile } from './vector-file.js';
import type { VectorMetric } from './vector-metric.js';

export interface ReportOptions {
  readonly tableOf: (dataset: Dataset) => Table;
  readonly metrics: Readonly<Record<string, VectorMetric>>;
  /** Also shows what explains and does not count. */
  readonly all: boolean;
}

const missesShown = 20;

/** Runs every case and prints what it came to, a line each; the last line says how many passed and failed. Returns how many failed. */
export function report(files: readonly ReadFile[], { tableOf, metrics, all }: ReportOptions, print: (line: string) => void): number {
  let [passed, failed] = [0, 0];
  for (const file of files) {
    for (const one of file.cases) {
      const counts = isCounted(one);
      if (!counts && !all) continue;
      const where = `${file.name} ${one.id}`;
      const { comparison, fault } = runCase(file, one, tableOf, metrics);
      const misses = comparison?.misses ?? [];
      if (counts && (fault !== null || misses.length > 0)) failed++;
      else if (counts) passed++;
      if (fault !== null) print(`${counts ? 'FAILED' : 'INFO  '} ${where}: ${fault}`);
      for (const miss of misses.slice(0, missesShown)) print(`${counts ? 'MISS  ' : 'INFO  '} ${where} ${inWords(miss)}`);
      if (misses.length > missesShown) print(`${counts ? 'MISS  ' : 'INFO  '} ${where} and ${misses.length - missesShown} more`);
      if (all) for (const finding of comparison?.informational ?? []) print(`INFO   ${where} ${inWords(finding)}${finding.agrees ? ' (same)' : ''}`);
    }
  }
  print(`${passed} passed, ${failed} failed`);
  return failed;
}

function inWords({ path, expected, got }: Finding): string {
  return `${path}: expected ${expected}, got ${got}`;
}
