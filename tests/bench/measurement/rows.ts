import { open, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '#libs/measurement/statistics/seeded-random.js';

const seed = 20_261_121;
export const races = ['White', 'Black', 'Asian', 'Hispanic', 'Native', 'Pacific', 'Two', 'Three', 'Other'];
export const sexes = ['Female', 'Male'];
/** How often each race occurs, of a thousand: some very rarely. */
const raceShares = [690, 830, 890, 970, 978, 982, 991, 993, 1_000];

/** Scored decisions with their outcomes and groups; and two samples of a column, half as long each. */
export interface BenchRows {
  readonly scores: Float64Array;
  /** 1 or 0. */
  readonly outcomes: Float64Array;
  readonly decisions: Uint8Array;
  readonly sex: Uint8Array;
  readonly race: Uint8Array;
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** Writes the columns as raw little-endian numbers, for both sides to read. The same in every run. */
export async function writeRows(folder: string, count: number): Promise<void> {
  const rows = makeRows(count);
  await Promise.all(Object.entries(rows).map(([name, values]: [string, Float64Array | Uint8Array]) => writeFile(join(folder, name), new Uint8Array(values.buffer))));
}

/** Reads straight into the columns: a copy in between would count as memory that the metrics need. */
export async function readRows(folder: string): Promise<BenchRows> {
  const doubles = async (name: string): Promise<Float64Array> => {
    const values = new Float64Array((await stat(join(folder, name))).size / 8);
    await fill(join(folder, name), new Uint8Array(values.buffer));
    return values;
  };
  const bytes = async (name: string): Promise<Uint8Array> => {
    const values = new Uint8Array((await stat(join(folder, name))).size);
    await fill(join(folder, name), values);
    return values;
  };
  return {
    scores: await doubles('scores'),
    outcomes: await doubles('outcomes'),
    decisions: await bytes('decisions'),
    sex: await bytes('sex'),
    race: await bytes('race'),
    reference: await doubles('reference'),
    current: await doubles('current'),
  };
}

async function fill(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file);
  try {
    for (let at = 0; at < bytes.length; ) at += (await handle.read(bytes, at, bytes.length - at)).bytesRead;
  } finally {
    await handle.close();
  }
}

function makeRows(count: number): BenchRows {
  const random = seededRandom(seed);
  const share = (): number => (random.below(2 ** 27) * 2 ** 26 + random.below(2 ** 26)) / 2 ** 53;
  const half = count / 2;
  const rows = {
    scores: new Float64Array(count),
    outcomes: new Float64Array(count),
    decisions: new Uint8Array(count),
    sex: new Uint8Array(count),
    race: new Uint8Array(count),
    reference: new Float64Array(half),
    current: new Float64Array(half),
  };
  for (let row = 0; row < count; row++) {
    const score = share() * share();
    const dice = random.below(1_000);
    rows.scores[row] = score;
    rows.outcomes[row] = share() < 0.8 * score + 0.05 ? 1 : 0;
    rows.decisions[row] = score > 0.4 ? 1 : 0;
    rows.sex[row] = random.below(2);
    rows.race[row] = raceShares.findIndex((limit) => dice < limit);
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share());
  for (let row = 0; row < half; row++) {
    rows.reference[row] = normal();
    rows.current[row] = 1.05 * normal() + 0.05;
  }
  return rows;
}
