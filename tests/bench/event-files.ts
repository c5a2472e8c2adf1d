import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';

/** The 30 days that the events fall into. */
export const firstMs = Date.UTC(2026, 1, 1);
export const lastMs = firstMs + 30 * 86_400_000;

/** One event in so many has its outcome in the outcomes file. */
const outcomeEvery = 5;

/** The same events twice: as NDJSON for our import, and as text for COPY into the obvious table. And outcomes of a fifth of them. */
export interface EventFiles {
  readonly ndjson: string;
  readonly outcomes: string;
  readonly copyText: string;
}

/**
 * Writes `count` events of 30 days in order of time, about 410 bytes each: five model versions of one system, three
 * segments, seven features, UUIDs of version 7. The numbers come from a fixed seed.
 */
export async function writeEventFiles(folder: string, count: number): Promise<EventFiles> {
  const files = { ndjson: `${folder}/events-${count}.ndjson`, outcomes: `${folder}/outcomes-${count}.ndjson`, copyText: `${folder}/events-${count}.copy` };
  const ndjson = createWriteStream(files.ndjson, { highWaterMark: 4_194_304 });
  const outcomes = createWriteStream(files.outcomes, { highWaterMark: 4_194_304 });
  const copyText = createWriteStream(files.copyText, { highWaterMark: 4_194_304 });
  const next = newChance(20_261_121);
  for (let at = 0; at < count; at += 1) {
    const event = eventAt(at, firstMs + Math.floor((at / count) * (lastMs - firstMs)), next);
    const { id, score, decision, latencyMs, status, segments, features, time, version } = event;
    const line = `${JSON.stringify(event)}\n`;
    const row = `${organisationUuid}\t${id}\t${modelUuids[Number(version.slice(1)) - 1]}\t${time}\t${score}\t${decision ? 't' : 'f'}\t${latencyMs}\t${status === 'ok' ? 0 : 1}\t${JSON.stringify(segments)}\t${JSON.stringify(features)}\n`;
    if (!ndjson.write(line)) await once(ndjson, 'drain');
    if (!copyText.write(row)) await once(copyText, 'drain');
    if (at % outcomeEvery === 0 && !outcomes.write(outcomeOf(event, next))) await once(outcomes, 'drain');
  }
  for (const stream of [ndjson, copyText, outcomes]) stream.end();
  await Promise.all([ndjson, copyText, outcomes].map((stream) => finished(stream)));
  return files;
}

/** What somebody would write without thinking about speed: uuid keys, two jsonb columns, the key and one index. */
export const obviousTable = `CREATE TABLE obvious_event (
  organisation_id uuid NOT NULL, id uuid NOT NULL, model_id uuid NOT NULL, ts timestamptz NOT NULL, score float8, decision boolean,
  latency_ms float4, status smallint, segments jsonb, features jsonb, PRIMARY KEY (organisation_id, id));
  CREATE INDEX ON obvious_event (organisation_id, model_id, ts)`;

const organisationUuid = '0195c000-0000-7000-8000-000000000001';
const modelUuids = [1, 2, 3, 4, 5].map((model) => `0195c000-0000-7000-8000-00000000001${model}`);
const regions = ['north', 'south', 'east', 'west'];
const channels = ['web', 'phone', 'partner'];
const bands = ['18_to_24', '25_to_39', '40_plus'];

function eventAt(at: number, timeMs: number, next: () => number) {
  const score = Math.round(next() * 1e6) / 1e6;
  return {
    id: uuidOf(timeMs, at, next),
    system: 'lead-scoring',
    version: `v${1 + (at % 5)}`,
    time: new Date(timeMs).toISOString(),
    score,
    decision: score > 0.6,
    latencyMs: Math.round(20_000 * (0.2 + next() ** 4 * 10)) / 1000,
    status: next() < 0.004 ? 'error' : 'ok',
    segments: { region: pick(regions, next), channel: pick(channels, next), ageBand: pick(bands, next) },
    features: {
      age: 18 + Math.floor(next() * 70),
      balance: Math.round(next() * 1e6) / 100,
      campaign: Math.floor(next() * 12),
      previous: Math.floor(next() * 6),
      euribor: Math.round(next() * 5_000) / 1000,
      tenure: Math.floor(next() * 240),
      visits: Math.floor(next() * 40),
    },
  };
}

function outcomeOf({ id, system, score }: { readonly id: string; readonly system: string; readonly score: number }, next: () => number): string {
  return `${JSON.stringify({ event: id, system, outcome: next() < score / 2 ? 'positive' : 'negative', time: '2026-03-10T00:00:00Z' })}\n`;
}

function uuidOf(timeMs: number, at: number, next: () => number): string {
  const time = timeMs.toString(16).padStart(12, '0');
  const sequence = (at % 4096).toString(16).padStart(3, '0');
  const random = Array.from({ length: 3 }, () => Math.floor(next() * 0x100_0000).toString(16).padStart(6, '0')).join('').slice(0, 15);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-8${random.slice(0, 3)}-${random.slice(3)}`;
}

function pick<T>(from: readonly T[], next: () => number): T {
  return from[Math.floor(next() * from.length)]!;
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function newChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
