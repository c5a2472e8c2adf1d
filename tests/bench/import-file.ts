import { createReadStream } from 'node:fs';
import { request } from 'node:http';
import { pipeline } from 'node:stream';
import { IngestReport } from '#libs/wire/events.js';
import type { Installation } from './installation.js';

/** Streams an NDJSON file in one request; the time until every line is durably stored. */
export async function importFile({ address, key }: Installation, kind: 'events' | 'outcomes', ndjson: string): Promise<{ readonly seconds: number; readonly report: IngestReport }> {
  const start = performance.now();
  const text = await new Promise<string>((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' };
    const outgoing = request(`${address}/api/v1/${kind}/import`, { method: 'POST', headers }, (incoming) => {
      let answer = '';
      incoming.setEncoding('utf8').on('data', (piece: string) => (answer += piece));
      incoming.on('end', () => resolve(answer));
    });
    pipeline(createReadStream(ndjson, { highWaterMark: 262_144 }), outgoing, (error) => {
      if (error) reject(error);
    });
  });
  return { seconds: (performance.now() - start) / 1000, report: IngestReport.parse(JSON.parse(text)) };
}
