import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkLibrary } from './check-library.js';

// npm run templates:check [-- FOLDER]: everything that is wrong with the clauses and agreements of a folder, one line each.

const folder = process.argv[2] ?? 'templates';
const textsIn = (part: string) => new Map(readdirSync(join(folder, part)).filter((file) => file.endsWith('.md')).toSorted().map((file) => [file, readFileSync(join(folder, part, file), 'utf8')]));

const library = { clauses: textsIn('clauses'), agreements: textsIn('agreements') };
const faults = checkLibrary(library);
process.stdout.write(faults.map((fault) => `${fault}\n`).join(''));
process.stdout.write(`${library.clauses.size} clauses in three positions and ${library.agreements.size} agreements: ${faults.length === 0 ? 'all hold' : `${faults.length} faults`}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
