import { Command, InvalidArgumentError, Option } from 'commander';
import { FineprintError } from '#libs/wire/errors.js';
import { emptyRules } from '#libs/wire/objectives.js';
import { isUndefined, measure, type Order } from './measure.js';
import { inputNames, listOfMetrics } from './metric-table.js';
import type { MeasureOptions } from './options.js';
import { reportJson } from './output/report-json.js';
import { reportText } from './output/report-text.js';
import { terminalOf } from './output/terminal.js';
import { refuse } from './reading/refuse.js';
import { readWhere, type Side } from './reading/where.js';

interface Flags extends Partial<MeasureOptions> {
  readonly list?: true;
  readonly json?: true;
  readonly chart: boolean;
  readonly delimiter?: string;
  readonly where?: readonly string[];
  readonly referenceWhere?: readonly string[];
  readonly currentWhere?: readonly string[];
}

const help = `
FILE is a CSV, TSV or NDJSON file, gzip or not; the column stands after the last colon.
Columns of one file are aligned row by row. Examples:
  fineprint measure psi --reference train.csv:age --current june.csv.gz:age
  fineprint measure drift --reference leads.csv:score --current leads.csv:score \\
      --reference-where 'month < 2026-06' --current-where 'month >= 2026-06'
  fineprint measure precision --labels leads.csv:sold --decisions leads.csv:decision
  fineprint measure auc --labels leads.csv:sold --scores leads.csv:score --where 'region in north,south'
  fineprint measure fairness --decisions leads.csv:decision --groups leads.csv:sex,race
  fineprint measure percentiles --values calls.ndjson:latencyMs --percentile 95,99

Conditions: column=value, !=, >, >=, <, <=, "column in a,b", "column is given", "column is missing";
all of them must hold. reference: or current: in front makes one hold for that sample only.
Exit code: 0 computed, 1 undefined, 2 could not.`;

/** `fineprint measure METRIC`. `finish` gets the exit code. */
export function measureCommand(finish: (code: number) => void): Command {
  const command = new Command('measure').description('compute a metric from files, without a server').argument('[metric]');
  for (const [name, text] of Object.entries(inputNames)) command.option(`--${name} <file:column>`, text);
  return command
    .option('--where <condition>', 'rows to use; may be repeated', collected)
    .option('--reference-where <condition>', 'the same for the reference only', collected)
    .option('--current-where <condition>', 'the same for the current rows only', collected)
    .option('--categorical', 'drift: numbers are names of categories')
    .option('--bins <count>', 'drift: bins at the reference\'s quantiles; scores: calibration bins', wholeOf(2, 1_000))
    .option('--level <share>', 'drift: share of false alarms that is accepted', numberOf(0.000_001, 0.5))
    .option('--positive <value>', 'the cell that means positive; by default 1, true, yes, positive or ok')
    .option('--reference-group <name>', 'fairness: the group that the others are compared with')
    .option('--chunk <rows>', 'cbpe: rows of one estimate', wholeOf(1, 1e9))
    .option('--top <share>', 'lift: share of best-scored rows', numberOf(0.000_001, 1))
    .option('--percentile <list>', 'percentiles in percent, such as 50,95,99', percentilesOf)
    .option('--method <name>', 'of percentiles or availability')
    .option('--threshold <number>', 'attainment: the largest value that is good', numberOf(-Infinity, Infinity))
    .option('--interval-minutes <minutes>', 'availability: length of an interval', wholeOf(1, 525_600))
    .option('--error-threshold <percent>', 'availability: failed calls that make a minute bad', decimalOf)
    .option('--minimum-run <minutes>', 'availability: bad minutes in a row that count', wholeOf(1, 525_600))
    .addOption(new Option('--empty-rule <rule>', 'availability: minutes without calls').choices([...emptyRules]))
    .option('--maximum-gap <minutes>', 'freshness: the longest silence that is no silence', numberOf(0, 5_256_000))
    .option('--delimiter <character>', 'of a CSV; by default told from its first line', delimiterOf)
    .option('--list', 'the metrics with one line each')
    .option('--json', 'print the result as one JSON object')
    .option('--no-chart', 'print no chart')
    .addHelpText('after', help)
    .action(async (metric: string | undefined, flags: Flags) => finish(await run(metric, flags)));
}

async function run(metric: string | undefined, flags: Flags): Promise<number> {
  try {
    if (flags.list) {
      console.log(listOfMetrics());
      return 0;
    }
    const { metric: name, finding, samples } = await measure(orderOf(metric ?? refuse('Say which metric; fineprint measure --list names them.'), flags));
    const terminal = terminalOf(process.stdout, process.env, process.platform);
    console.log(flags.json ? JSON.stringify(reportJson(name, finding, samples)) : reportText(name, finding, samples, flags.chart ? terminal : null));
    return isUndefined(finding) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof FineprintError)) throw error;
    if (flags.json) console.log(JSON.stringify({ error: error.detail }));
    console.error(error.detail);
    return 2;
  }
}

function orderOf(metric: string, { list: _list, json: _json, chart: _chart, delimiter, where = [], referenceWhere = [], currentWhere = [], ...rest }: Flags): Order {
  const conditions = (texts: readonly string[], side: Side | null) => texts.map((text) => readWhere(text, side));
  const given = Object.entries(rest);
  const columnNames = new Map(Object.keys(inputNames).map((name) => [name.replaceAll(/-[a-z]/g, ([, letter]) => letter!.toUpperCase()), name]));
  return {
    metric,
    columns: new Map(given.flatMap(([flag, text]) => (columnNames.has(flag) ? [[columnNames.get(flag)!, String(text)] as const] : []))),
    conditions: [...conditions(where, null), ...conditions(referenceWhere, 'reference'), ...conditions(currentWhere, 'current')],
    options: Object.fromEntries(given.filter(([flag]) => !columnNames.has(flag))),
    delimiter,
  };
}

function collected(flag: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), flag];
}

function wholeOf(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most) throw new InvalidArgumentError(`a whole number from ${least} to ${most.toLocaleString('en')} is expected`);
    return value;
  };
}

function numberOf(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || Number.isNaN(value) || value < least || value > most) throw new InvalidArgumentError(Number.isFinite(least) ? `a number from ${least} to ${most} is expected` : 'a number is expected');
    return value;
  };
}

function percentilesOf(text: string): readonly number[] {
  return text.split(',').map((one) => numberOf(0, 100)(one));
}

function decimalOf(text: string): string {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('percent such as 5 or 2.5 is expected');
  return text;
}

function delimiterOf(text: string): string {
  const delimiter = text === '\\t' || text === 'tab' ? '\t' : text;
  if (delimiter.length !== 1 || delimiter > '\u007f') throw new InvalidArgumentError('one character of ASCII is expected, or "tab"');
  return delimiter;
}
