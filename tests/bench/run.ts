import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { newBench, type Part, type PartReport } from './bench.js';
import { evaluate } from './evaluate.js';
import { ingest } from './ingest.js';
import { late } from './late.js';
import { measurement } from './measurement.js';
import { rendering } from './rendering.js';

// npm run bench [-- PART … --full]: the named parts, or all of them. --full adds ten million events. What the other parts
// measured before stays in the report.

const parts: Readonly<Record<string, Part>> = { ingest, late, evaluate, measurement, rendering };

const words = process.argv.slice(2);
const wanted = words.filter((word) => word !== '--full');
const unknown = wanted.filter((word) => !Object.hasOwn(parts, word));
if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join(' ')}". The parts are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

const reportFile = new URL('report.json', import.meta.url);
const machine = { cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version };
const bench = newBench(words.includes('--full'));
try {
  const report = JSON.parse(await readFile(reportFile, 'utf8')) as Record<string, unknown>;
  for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
    const { lines, versions }: PartReport = await parts[name]!(bench);
    console.log(name);
    console.table(lines.map(({ what, value, bar, isMet }) => ({ what, value, bar, met: isMet === null ? '' : isMet ? 'yes' : 'NO' })));
    report[name] = { machine: { ...machine, ...versions }, lines };
    await writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`);
    if (lines.some(({ isMet }) => isMet === false)) process.exitCode = 1;
  }
} finally {
  await bench.end();
}
