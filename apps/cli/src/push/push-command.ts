import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { FineprintError } from '#libs/wire/errors.js';
import { readMapFlag, readMappingFile, type Kind, type Mapping } from './mapping.js';
import { push, type PushResult } from './push.js';
import { PushError } from './sender.js';
import type { Format } from './records.js';

interface Flags {
  readonly server: string;
  readonly key?: string;
  readonly outcomes?: true;
  readonly system?: string;
  readonly version?: string;
  readonly map?: readonly string[];
  readonly mapping?: string;
  readonly format?: Format;
  readonly delimiter?: string;
  readonly batch: number;
  readonly resume: boolean;
  readonly dryRun?: true;
  readonly json?: true;
}

const rejectionsShown = 20;

const help = `
Mapping: each field of an event (id, system, version, time, score, decision, latencyMs, status,
reasons, humanDecision, feedback, resolvedBy, user, segments.NAME, features.NAME) or outcome
(event, system, outcome, time) comes from the column of the same name, unless --map or the
mapping file says otherwise:
  --map score=score_v1        a column
  --map status==ok            a constant
  --map id=v1-{row}           text with columns in it
  --map time=sold_at+delay_h  a time plus a column of hours
  --map reasons=              leave it out
  mapping.json                {"fields": {"id": "row", "version": {"value": "v1"},
                               "outcome": {"column": "y", "positive": ["1"]}}}

The key comes from --key or FINEPRINT_KEY, the server from --server or FINEPRINT_URL.
Exit code: 0 everything taken, 1 some lines rejected, 2 could not.`;

/** `fineprint push FILE`. `finish` gets the exit code. */
export function pushCommand(finish: (code: number) => void): Command {
  return new Command('push')
    .description('send events or outcomes from a file (NDJSON or CSV, gzip accepted, - for standard input)')
    .argument('<file>')
    .addOption(new Option('--server <url>', 'address of the server').env('FINEPRINT_URL').default('http://127.0.0.1:3000'))
    .addOption(new Option('--key <key>', 'API key').env('FINEPRINT_KEY'))
    .option('--outcomes', 'the file holds outcomes, not events')
    .option('--system <slug>', 'system of every line')
    .option('--version <label>', 'model version of every event')
    .option('--map <field=column>', 'where a field comes from; may be repeated', (flag: string, before: readonly string[] | undefined) => [...(before ?? []), flag])
    .option('--mapping <file>', 'the same for many fields, in a JSON file')
    .addOption(new Option('--format <format>', 'by default told from the name of the file').choices(['csv', 'ndjson']))
    .option('--delimiter <character>', 'of a CSV; by default told from its first line', delimiterOf)
    .option('--batch <lines>', 'lines in one request', linesOf, 10_000)
    .option('--no-resume', 'do not go on from an earlier push that was interrupted')
    .option('--dry-run', 'check the file here and send nothing')
    .option('--json', 'print the result as one JSON object')
    .addHelpText('after', help)
    .action(async (file: string, flags: Flags) => {
      try {
        const result = await push(await orderOf(file, flags));
        console.log(flags.json ? JSON.stringify(result) : inWords(result, flags.dryRun === true));
        finish(result.rejected > 0 ? 1 : 0);
      } catch (error) {
        const message = messageOf(error);
        if (flags.json) console.log(JSON.stringify({ error: message }));
        console.error(message);
        finish(2);
      }
    });
}

async function orderOf(file: string, flags: Flags) {
  const kind: Kind = flags.outcomes ? 'outcome' : 'event';
  const key = flags.key ?? '';
  if (key === '' && !flags.dryRun) throw new PushError('An API key is needed: --key KEY, or FINEPRINT_KEY in the environment. Make one in the console under "Connect a stream".');
  if (!URL.canParse(flags.server) || !/^https?:/.test(flags.server)) throw new PushError(`--server ${flags.server}: an address such as http://127.0.0.1:3000 is expected`);
  return {
    file,
    format: flags.format ?? formatOf(file),
    delimiter: flags.delimiter,
    mapping: await mappingOf(kind, flags),
    target: { server: flags.server, key, kind },
    linesPerRequest: flags.batch,
    isResumable: flags.resume,
    isDryRun: flags.dryRun === true,
  };
}

async function mappingOf(kind: Kind, { mapping, map, system, version }: Flags): Promise<Mapping> {
  const fromFile = mapping === undefined ? {} : readMappingFile(kind, await readFile(mapping, 'utf8').catch(() => refuse(`There is no mapping file ${mapping}.`)));
  if (kind === 'outcome' && version !== undefined) refuse('--version is for events; an outcome belongs to its event.');
  return {
    ...fromFile,
    ...(system === undefined ? {} : { system: { value: system } }),
    ...(version === undefined ? {} : { version: { value: version } }),
    ...Object.fromEntries((map ?? []).map((flag) => readMapFlag(kind, flag))),
  };
}

function formatOf(file: string): Format {
  const name = file.toLowerCase().replace(/\.gz$/, '');
  if (/\.(csv|tsv|txt)$/.test(name)) return 'csv';
  if (/\.(ndjson|jsonl|json)$/.test(name)) return 'ndjson';
  return refuse(`What is in ${file === '-' ? 'standard input' : file}? Say --format csv or --format ndjson.`);
}

function inWords(result: PushResult, isDryRun: boolean): string {
  const { sent, accepted, duplicate, rejected, pending, restated, rejections } = result;
  const counts = isDryRun ? `checked ${sent} valid ${accepted} rejected ${rejected}, nothing was sent` : `sent ${sent} accepted ${accepted} duplicate ${duplicate} rejected ${rejected}`;
  const lines = rejections.slice(0, rejectionsShown).map(({ line, id, code, detail }) => `  line ${line}${id === null ? '' : ` (${id})`}: ${detail} [${code}]`);
  const more = rejected > lines.length ? [`  and ${rejected - lines.length} more`] : [];
  const waiting = pending === 0 ? [] : [`  ${pending} of the accepted outcomes wait for their events`];
  const corrected = restated === 0 ? [] : [`  ${restated} of the accepted outcomes correct an earlier one`];
  return [counts, ...waiting, ...corrected, ...lines, ...more].join('\n');
}

function messageOf(error: unknown): string {
  if (error instanceof FineprintError) return error.detail;
  return error instanceof Error ? error.message : String(error);
}

function delimiterOf(text: string): string {
  const delimiter = text === '\\t' || text === 'tab' ? '\t' : text;
  if (delimiter.length !== 1) throw new InvalidArgumentError('one character is expected, or "tab"');
  return delimiter;
}

function linesOf(text: string): number {
  const lines = Number(text);
  if (!Number.isInteger(lines) || lines < 1 || lines > 100_000) throw new InvalidArgumentError('a whole number from 1 to 100,000 is expected');
  return lines;
}

function refuse(reason: string): never {
  throw new PushError(reason);
}
