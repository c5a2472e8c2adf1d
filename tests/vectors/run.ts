import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { datasetReader } from './datasets.js';
import type { Finding } from './comparison.js';
import { metrics } from './metrics.js';
import { isCounted, runCase } from './run-case.js';
import { readFolder } from './vector-file.js';

// npm run vectors [-- DIR …] [--data ROOT] [--all]: every vector file of the folders (../shared/vectors) against this product; paths of data
// sets start from ROOT (..). --all also prints what explains and does not count.

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string', default: '..' }, all: { type: 'boolean', default: false } },
});
const missesShown = 20;
const tableOf = datasetReader(resolve(options.data));
let [passed, failed] = [0, 0];

for (const file of (positionals.length > 0 ? positionals : ['../shared/vectors']).flatMap((folder) => readFolder(resolve(folder)))) {
  for (const one of file.cases) {
    if (!isCounted(one) && !options.all) continue;
    const { comparison, fault } = runCase(file, one, tableOf, metrics);
    const where = `${file.name} ${one.id}`;
    if (isCounted(one)) {
      const isPassed = fault === null && comparison.misses.length === 0;
      if (isPassed) passed++;
      else failed++;
      if (fault !== null) console.log(`FAILED ${where}: ${fault}`);
      else comparison.misses.slice(0, missesShown).forEach((miss) => print('MISS', where, miss));
      const hidden = (comparison?.misses.length ?? 0) - missesShown;
      if (hidden > 0) console.log(`MISS   ${where}: and ${hidden} more`);
    } else if (fault !== null) console.log(`INFO   ${where}: ${fault}`);
    if (!options.all || comparison === null) continue;
    for (const finding of isCounted(one) ? comparison.informational : [...comparison.misses, ...comparison.informational]) print('INFO', where, finding);
  }
}
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

function print(kind: 'MISS' | 'INFO', where: string, { path, expected, got, agrees }: Finding): void {
  console.log(`${kind}   ${where} ${path}: expected ${expected}, got ${got}${kind === 'INFO' ? (agrees ? ' (same)' : ' (differs)') : ''}`);
}
