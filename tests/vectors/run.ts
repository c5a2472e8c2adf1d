import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { datasetReader } from './datasets.js';
import { metrics } from './metrics.js';
import { report } from './report.js';
import { readFolder } from './vector-file.js';

// npm run vectors [-- DIR …] [--data ROOT] [--all]: every vector file of the folders (../shared/vectors) against this product; paths of data
// sets start from ROOT (..). --all also prints what explains and does not count.

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string', default: '..' }, all: { type: 'boolean', default: false } },
});
const files = (positionals.length > 0 ? positionals : ['../shared/vectors']).flatMap((folder) => readFolder(resolve(folder)));
const failed = report(files, { tableOf: datasetReader(resolve(options.data)), metrics, all: options.all }, (line) => console.log(line));
if (failed > 0) process.exitCode = 1;
