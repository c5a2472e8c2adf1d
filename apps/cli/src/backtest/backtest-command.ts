import { Command, InvalidArgumentError } from 'commander';
import { type PastFile, readOf } from '#libs/measurement/intervals/past-file.js';
import { functionVersion } from '#libs/measurement/measure.js';
import { backtest } from '#libs/remedies/backtest-result.js';
import { pastSystems } from '#libs/remedies/past-systems.js';
import { dayOf, startOfDay } from '#libs/terms/in-force.js';
import type { Backtest } from '#libs/wire/backtests.js';
import { FineprintError } from '#libs/wire/errors.js';
import { type AgreementFile, readAgreementFile } from './agreement-file.js';
import { backtestText } from './backtest-text.js';
import { readPastFile } from './past-file.js';

interface Flags {
  readonly agreement: string;
  readonly events: string;
  readonly counter?: string;
  readonly from?: string;
  readonly until?: string;
  readonly delimiter?: string;
  readonly json?: true;
}

const help = `
FILE of --agreement and --counter is a version as data: GET /agreements/ID/versions/N/data.json.
FILE of --events is a CSV or NDJSON, gzip or not, with the columns time, status, decision, score,
latencyMs, outcome and system; what is missing counts as not given. Example:
  fineprint backtest --agreement ours.json --counter theirs.json --events 2026.csv.gz
Exit code: 0 tried, 2 could not.`;

/** `fineprint backtest`: what terms would have paid on the events of a file. `finish` gets the exit code. */
export function backtestCommand(finish: (code: number) => void): Command {
  return new Command('backtest')
    .description('what the terms of an agreement would have paid on past events, without a server')
    .requiredOption('--agreement <file>', 'the version as data')
    .requiredOption('--events <file>', 'past events')
    .option('--counter <file>', 'the other side’s version, tried on the same events')
    .option('--from <day>', 'first day, in the zone of the agreement; by default that of the first event', day)
    .option('--until <day>', 'last day; by default that of the last event', day)
    .option('--delimiter <character>', 'of a CSV; by default told from its first line')
    .option('--json', 'print the result as one JSON object')
    .addHelpText('after', help)
    .action(async (flags: Flags) => finish(await run(flags)));
}

async function run({ agreement, events, counter, from, until, delimiter, json }: Flags): Promise<number> {
  try {
    const ours = await readAgreementFile(agreement);
    const theirs = counter === undefined ? null : await readAgreementFile(counter);
    const result = tried(ours, theirs, await readPastFile(events, delimiter), from, until);
    console.log(json ? JSON.stringify(result) : backtestText(result, ours.title, ours.zone));
    return 0;
  } catch (error) {
    if (!(error instanceof FineprintError)) throw error;
    if (json) console.log(JSON.stringify({ error: error.detail }));
    console.error(error.detail);
    return 2;
  }
}

/** The same as the server does with an upload: the file counts as everything that happened. */
export function tried(ours: AgreementFile, theirs: AgreementFile | null, past: PastFile, from?: string, until?: string): Backtest {
  const { zone } = ours;
  const read = readOf(past);
  if (read.taken === 0) throw new FineprintError('INVALID', `No event of the file can be used${read.faults[0] ? `; line ${read.faults[0].line}: ${read.faults[0].detail}` : ''}`);
  const [first, last] = [from ?? dayOf(past.firstMs, zone), until ?? dayOf(past.lastMs, zone)];
  if (last < first) throw new FineprintError('INVALID', `The last day (${last}) comes before the first (${first})`);
  const period = { from: startOfDay(first, 0, zone), until: startOfDay(last, 1, zone), now: null };
  const systems = pastSystems(past);
  return {
    from: period.from,
    until: period.until,
    source: 'file',
    events: read.taken,
    file: read,
    terms: backtest(ours.terms, systems, period, zone),
    counter: theirs === null ? null : backtest(theirs.terms, systems, period, zone),
    functionVersion,
  };
}

function day(text: string): string {
  if (/^20\d\d-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError('a day such as 2026-03-31 is expected');
}
