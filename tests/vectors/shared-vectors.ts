import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { datasetReader } from './datasets.js';
import { type ReadFile, type VectorCase, readFolder } from './vector-file.js';

export const beside = fileURLToPath(new URL('../../..', import.meta.url));
const folder = `${beside}shared/vectors`;
const isThere = existsSync(folder);

if (!isThere) console.warn('LEFT OUT: the reference vectors, because ../shared/vectors is missing');

export const tableOf = datasetReader(beside);

/** The vector files beside the checkout; none, said aloud, when the folder is missing. */
export const files: readonly ReadFile[] = isThere ? readFolder(folder) : [];

/** The normative cases of a metric, each with the data sets of its file. */
export function casesOf(metric: string): readonly { readonly id: string; readonly vector: VectorCase; readonly datasets: ReadFile['datasets'] }[] {
  return files.flatMap(({ cases, datasets }) =>
    cases.flatMap(({ id, vector }) => (vector !== null && vector.metric === metric && vector.normative ? [{ id, vector, datasets }] : [])),
  );
}
