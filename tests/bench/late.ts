import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { atMost, type Bench, type BenchServer, inWords, median, type PartReport, perSecond, shown } from './bench.js';
import { newChance } from './event-files.js';
import { importFile } from './import-file.js';

const rounds = 3;
const events = 100_000;
/** One event in five has an outcome in its file. */
const eventsOfOutcomes = 5 * events;
const backfilled = 300_000;

/** What comes late: outcomes of events that are stored, and 30 days of events in random order. */
export async function late(bench: Bench): Promise<PartReport> {
  const server = await bench.server();
  const eventSeconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) eventSeconds.push(await imported(server, 'events', (await server.files(events)).ndjson, events));
  const outcomeSeconds: number[] = [];
  const { ndjson, outcomes } = await server.files(eventsOfOutcomes);
  for (let round = 0; round < rounds; round += 1) {
    await imported(server, 'events', ndjson, eventsOfOutcomes);
    const { seconds, report } = await importFile(server, 'outcomes', outcomes);
    if (report.accepted !== events) throw new Error(`not every outcome was accepted: ${JSON.stringify(report)}`);
    outcomeSeconds.push(seconds);
  }
  const ordered = await server.files(backfilled);
  const inOrder = await imported(server, 'events', ordered.ndjson, backfilled);
  const inRandomOrder = await imported(server, 'events', await shuffled(ordered.ndjson), backfilled);
  const counted = await secondsUntilCounted(server);
  const lines = [
    shown(`${inWords(events)} outcomes of stored events, each second`, perSecond(events / median(outcomeSeconds))),
    atMost(`${inWords(events)} outcomes / ${inWords(events)} events`, median(outcomeSeconds) / median(eventSeconds), 2),
    shown(`${inWords(backfilled)} events of 30 days in random order, each second`, perSecond(backfilled / inRandomOrder)),
    atMost('in random order / in order of time', inRandomOrder / inOrder, 2),
    shown('until every hour that the random order left stale was counted anew', `${counted.toFixed(1)} s`),
  ];
  return { lines, versions: { postgres: server.version } };
}

async function imported(server: BenchServer, kind: 'events', file: string, count: number): Promise<number> {
  await server.forget();
  const { seconds, report } = await importFile(server, kind, file);
  if (report.accepted !== count) throw new Error(`not every event was accepted: ${JSON.stringify(report)}`);
  return seconds;
}

async function secondsUntilCounted({ owner }: BenchServer): Promise<number> {
  const start = performance.now();
  while ((await owner.query('SELECT FROM stale_hour LIMIT 1')).rowCount !== 0) {
    if (performance.now() - start > 600_000) throw new Error('hours were stale for more than ten minutes');
    await pause(200);
  }
  return (performance.now() - start) / 1000;
}

/** The lines of a file in an order that is random and the same in every run (Fisher and Yates). */
async function shuffled(file: string): Promise<string> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const next = newChance(20_261_124);
  for (let at = lines.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    [lines[at], lines[other]] = [lines[other]!, lines[at]!];
  }
  const written = `${file}.shuffled`;
  const out = createWriteStream(written, { highWaterMark: 4_194_304 });
  for (const line of lines) out.write(`${line}\n`);
  out.end();
  await finished(out);
  return written;
}
