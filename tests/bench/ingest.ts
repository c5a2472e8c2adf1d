import { atLeast, atMost, type Bench, median, million, type PartReport, perSecond, shown } from './bench.js';
import { copyIntoObviousTable } from './copy-reference.js';
import { importFile } from './import-file.js';
import { watchMemory } from './memory.js';

const rounds = 3;

/** A million events over HTTP against a copy of the same events into the obvious table, in turns. */
export async function ingest(bench: Bench): Promise<PartReport> {
  const server = await bench.server();
  const files = await server.files(million);
  const measured: { readonly ratio: number; readonly ours: number; readonly reference: number; readonly memoryMb: number; readonly growth: number }[] = [];
  let means = '';
  for (let round = 1; round <= rounds; round += 1) {
    await server.forget();
    const reference = await copyIntoObviousTable(server.ownerUrl, files.copyText);
    await server.forget();
    const endWatch = watchMemory(server.serverPid);
    const ours = await importFile(server, 'events', files.ndjson);
    const memory = endWatch();
    if (ours.report.accepted !== million) throw new Error(`not every event was accepted: ${JSON.stringify(ours.report)}`);
    means = reference.means;
    measured.push({ ratio: reference.seconds / ours.seconds, ours: million / ours.seconds, reference: million / reference.seconds, memoryMb: memory?.maximumMb ?? Number.NaN, growth: memory?.growth ?? Number.NaN });
    console.log(`round ${round}: import ${perSecond(measured.at(-1)!.ours)}, ${means} ${perSecond(measured.at(-1)!.reference)}`);
  }
  const lines = [
    shown('import of 1 M events over HTTP, each second', perSecond(median(measured.map((one) => one.ours)))),
    shown(`${means} of the same events into the obvious table, each second`, perSecond(median(measured.map((one) => one.reference)))),
    atLeast('import / copy', median(measured.map((one) => one.ratio)), 1),
    atMost('resident memory of the server meanwhile', Math.max(...measured.map((one) => one.memoryMb)), 450, ' MB'),
    atMost('memory in the last quarter / in the second', median(measured.map((one) => one.growth)), 1.1),
  ];
  return { lines, versions: { postgres: server.version } };
}
