import { writeFile } from 'node:fs/promises';
import pg from 'pg';
import { copyIntoObviousTable } from './copy-reference.js';
import { writeEventFiles } from './event-files.js';
import { importFile } from './ingest.js';
import { install } from './installation.js';
import { watchMemory } from './memory.js';

const count = Number(process.argv.find((arg) => arg.startsWith('--events='))?.slice(9) ?? 1_000_000);
const rounds = Number(process.argv.find((arg) => arg.startsWith('--rounds='))?.slice(9) ?? 3);

const installation = await install();
try {
  console.log(`writing ${count.toLocaleString('en')} events`);
  const files = await writeEventFiles(installation.folder, count);
  const owner = new pg.Client({ connectionString: installation.ownerUrl });
  await owner.connect();
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const reference = await copyIntoObviousTable(installation.ownerUrl, files.copyText);
    await owner.query('TRUNCATE event, outcome, interval, dirty_hour; CHECKPOINT');
    const memory = watchMemory(installation.serverPid);
    const ours = await importFile(installation, files.ndjson);
    const used = memory();
    if (ours.report.accepted !== count) throw new Error(`only ${JSON.stringify(ours.report)}`);
    ratios.push(reference.seconds / ours.seconds);
    console.log(
      `round ${round}: ${reference.means} ${Math.round(count / reference.seconds).toLocaleString('en')}/s, import ${Math.round(count / ours.seconds).toLocaleString('en')}/s, ratio ${ratios.at(-1)!.toFixed(2)}, memory ${used?.maximumMb.toFixed(0)} MB, growth ${used?.growth.toFixed(2)}`,
    );
  }
  await owner.end();
  await writeFile(new URL('report.json', import.meta.url), `${JSON.stringify({ ratios }, null, 2)}\n`);
} finally {
  await installation.stop();
}
