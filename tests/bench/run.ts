import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import pg from 'pg';
import { copyIntoObviousTable } from './copy-reference.js';
import { evaluate30Days, type Evaluation } from './evaluate.js';
import { writeEventFiles } from './event-files.js';
import { importFile } from './ingest.js';
import { install, type Installation } from './installation.js';
import { watchMemory } from './memory.js';

// npm run bench [-- --full] [--evaluate]: head to head in one run, because the ratio is what a bar means. --full adds ten million
// events; --evaluate measures the 30 days only, and leaves the report as it is.

interface Line {
  readonly what: string;
  readonly value: string;
  readonly bar: string;
  readonly isMet: boolean;
}

const million = 1_000_000;
const rounds = 3;
const isEvaluationOnly = process.argv.includes('--evaluate');
const lines: Line[] = [];

const installation = await install();
const owner = new pg.Client({ connectionString: installation.ownerUrl });
await owner.connect();
try {
  if (!isEvaluationOnly) await ingestAgainstCopy(installation);
  await evaluateAtSizes(installation, process.argv.includes('--full') ? [million / 10, million, 10 * million] : [million / 10, million]);
  const { rows } = await owner.query<{ server_version: string }>('SHOW server_version');
  const machine = { cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, postgres: rows[0]?.server_version };
  console.table(lines.map(({ what, value, bar, isMet }) => ({ what, value, bar, met: isMet ? 'yes' : 'NO' })));
  if (!isEvaluationOnly) await writeFile(new URL('report.json', import.meta.url), `${JSON.stringify({ machine, lines }, null, 2)}\n`);
  if (lines.some(({ isMet }) => !isMet)) process.exitCode = 1;
} finally {
  await owner.end();
  await installation.stop();
}

async function ingestAgainstCopy(server: Installation): Promise<void> {
  const files = await writtenFiles(server, million);
  const measured: { readonly ratio: number; readonly ours: number; readonly reference: number; readonly memoryMb: number; readonly growth: number }[] = [];
  let means = '';
  for (let round = 1; round <= rounds; round += 1) {
    await forget();
    const reference = await copyIntoObviousTable(server.ownerUrl, files.copyText);
    await forget();
    const endWatch = watchMemory(server.serverPid);
    const ours = await importFile(server, 'events', files.ndjson);
    const memory = endWatch();
    if (ours.report.accepted !== million) throw new Error(`not every event was accepted: ${JSON.stringify(ours.report)}`);
    means = reference.means;
    measured.push({ ratio: reference.seconds / ours.seconds, ours: million / ours.seconds, reference: million / reference.seconds, memoryMb: memory?.maximumMb ?? Number.NaN, growth: memory?.growth ?? Number.NaN });
    console.log(`round ${round}: import ${perSecond(measured.at(-1)!.ours)}, ${means} ${perSecond(measured.at(-1)!.reference)}`);
  }
  const ratio = median(measured.map((one) => one.ratio));
  const memoryMb = Math.max(...measured.map((one) => one.memoryMb));
  const growth = median(measured.map((one) => one.growth));
  add('import of 1 M events over HTTP, each second', perSecond(median(measured.map((one) => one.ours))), '', true);
  add(`${means} of the same events into the obvious table, each second`, perSecond(median(measured.map((one) => one.reference))), '', true);
  add('import / copy', ratio.toFixed(2), 'at least 0.50', ratio >= 0.5);
  add('resident memory of the server meanwhile', `${memoryMb.toFixed(0)} MB`, 'at most 450 MB', memoryMb <= 450);
  add('memory in the last quarter / in the second', growth.toFixed(2), 'at most 1.10', growth <= 1.1);
}

async function evaluateAtSizes(server: Installation, sizes: readonly number[]): Promise<void> {
  const evaluations: Evaluation[] = [];
  for (const size of sizes) {
    const files = await writtenFiles(server, size);
    await forget();
    await importFile(server, 'events', files.ndjson);
    const outcomes = await importFile(server, 'outcomes', files.outcomes);
    const evaluation = await evaluate30Days(server.ownerUrl);
    evaluations.push(evaluation);
    add(`outcomes over HTTP, each second, ${inWords(size)} events`, perSecond(outcomes.report.accepted / outcomes.seconds), '', true);
    add(`30 days of ${inWords(size)} events: ${evaluation.intervalRows} interval rows`, `${evaluation.milliseconds.toFixed(1)} ms`, '', true);
  }
  const [smallest, largest] = [evaluations[0]!, evaluations.at(-1)!];
  const growth = largest.milliseconds / smallest.milliseconds;
  add(`30 days: ${inWords(largest.events)} events / ${inWords(smallest.events)} events`, growth.toFixed(2), 'at most 1.20', growth <= 1.2);
}

async function writtenFiles({ folder }: Installation, count: number) {
  console.log(`writing ${inWords(count)} events`);
  return writeEventFiles(folder, count);
}

async function forget(): Promise<void> {
  await owner.query('TRUNCATE event, outcome, interval, interval_day, dirty_hour; CHECKPOINT');
}

function add(what: string, value: string, bar: string, isMet: boolean): void {
  lines.push({ what, value, bar, isMet });
}

function perSecond(rate: number): string {
  return Math.round(rate).toLocaleString('en');
}

function inWords(count: number): string {
  return count >= million ? `${count / million} M` : `${count / 1_000} k`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
