import { createInterface } from 'node:readline';
import { inputsOf } from './inputs.js';
import { type OperationName, operations } from './operations.js';
import { readRows } from './rows.js';

// Answers questions on standard input, one a line: times an operation on the first so many rows of a folder, or says how much memory
// this process has needed. Nothing else runs in it, so that the memory is that of the metrics.

const [folder = ''] = process.argv.slice(2);
const rows = await readRows(folder);
let inputs = inputsOf(rows, rows.scores.length);

for await (const line of createInterface({ input: process.stdin })) {
  const { operation, count } = JSON.parse(line) as { readonly operation: OperationName | 'memory'; readonly count: number };
  if (operation === 'memory') {
    console.log(JSON.stringify({ memoryMb: process.resourceUsage().maxRSS / 1024 }));
    continue;
  }
  if (count !== 2 * inputs.half) inputs = inputsOf(rows, count);
  const start = performance.now();
  const figures = operations[operation](inputs);
  const seconds = (performance.now() - start) / 1_000;
  console.log(JSON.stringify({ seconds, values: figures.map(({ value }) => value) }));
}
