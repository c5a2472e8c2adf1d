import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atMost, type Line, million, type PartReport } from './bench.js';
import { askedProcess, ourProcess } from './measurement/asked-process.js';
import { growthOf, largest } from './measurement/growth.js';
import { alone, type Contest, contested } from './measurement/head-to-head.js';
import { findPython, peersScript } from './measurement/python.js';
import { writeRows } from './measurement/rows.js';

const contests: readonly Contest[] = [
  { operation: 'auc', what: 'AUC', peer: 'scikit-learn', bar: 2 },
  { operation: 'brier-calibration', what: 'Brier score and calibration curve', peer: 'scikit-learn', bar: 2 },
  { operation: 'ks', what: 'Kolmogorov-Smirnov', peer: 'scipy', bar: 1 },
  { operation: 'wasserstein', what: 'Wasserstein', peer: 'scipy', bar: 1 },
  { operation: 'psi', what: 'PSI over deciles', peer: 'numpy', bar: 1 },
  { operation: 'fairness', what: 'three group-fairness groupings', peer: 'Fairlearn', bar: 50 },
  { operation: 'cbpe', what: 'performance estimation (CBPE)', peer: 'NannyML', bar: 10 },
  { operation: 'drift-report', what: 'drift report of 4 columns', peer: 'Evidently', bar: 20 },
];

/** The exact metrics on a million rows against Python in the same run, the memory they take, and how they grow to ten million rows. */
export async function measurement(): Promise<PartReport> {
  const python = findPython(process.env['FINEPRINT_PYTHON']);
  const versions = python === null ? {} : python.versions;
  const folder = await mkdtemp(join(tmpdir(), 'fineprint-bench-'));
  try {
    const lines = await headToHead(join(folder, 'million'), python);
    return { lines: [...lines, ...(await growth(join(folder, 'largest')))], versions };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function headToHead(folder: string, python: ReturnType<typeof findPython>): Promise<readonly Line[]> {
  await mkdir(folder);
  await writeRows(folder, million);
  const ours = ourProcess(folder);
  const theirs = python === null ? null : askedProcess(python.command, [peersScript, folder]);
  const lines: Line[] = [];
  for (const contest of contests) {
    const version = python?.versions[contest.peer];
    const line = theirs === null || version === undefined
      ? await alone(contest, million, ours, python === null ? 'there is no python3' : `python3 has no ${contest.peer}`)
      : await contested(contest, million, ours, theirs, version);
    console.log(`${line.what}: ${line.value}`);
    lines.push(line);
  }
  theirs?.end();
  const { memoryMb } = await ours.ask<{ readonly memoryMb: number }>({ operation: 'memory' });
  ours.end();
  return [...lines, atMost('resident memory of our process, all of them on 1 M rows', memoryMb, 300, ' MB')];
}

async function growth(folder: string): Promise<readonly Line[]> {
  await mkdir(folder);
  await writeRows(folder, largest);
  const ours = ourProcess(folder);
  const lines: Line[] = [];
  for (const { operation, what } of contests) lines.push(await growthOf(operation, what, ours));
  ours.end();
  return lines;
}
