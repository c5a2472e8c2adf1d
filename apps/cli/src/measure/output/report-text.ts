import type { Finding, Reading, TextTable } from '../finding.js';
import type { Sample } from '../inputs.js';
import { inWords, number } from '../words.js';
import { barLines, fitted } from './bars.js';
import type { Terminal } from './terminal.js';

/** A finding for a person: the value, the answer in words, what it was computed from, the chart and the other figures. */
export function reportText(metric: string, found: Finding, samples: readonly Sample[], chartOn: Terminal | null): string {
  const { value, sentence, figures, notes, table, chart } = found;
  const head = value === null ? metric : `${metric} ${inWords(value)}`;
  const blocks = [
    [value === null || value.interval === null || value.figure.value === null ? head : `${head}, ${value.interval}, n = ${number(value.sampleSize)}`, sentence, ...notes],
    samples.map(sampleLine),
    table === null ? [] : tableLines(table),
    chart === null || chartOn === null ? [] : barLines(chart, chartOn),
    figureLines(figures, table),
  ];
  return blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n');
}

function sampleLine({ flag, file, column, rows, kept, missing }: Sample): string {
  const left = rows === kept ? '' : ` of ${number(rows)}`;
  return `  ${fitted(flag, 20)} ${file}:${column}, ${number(kept)} rows${left}${missing === 0 ? '' : `, ${number(missing)} missing`}`;
}

/** The figures that have no row in the table. */
function figureLines(figures: Readonly<Record<string, Reading>>, table: TextTable | null): readonly string[] {
  const others = Object.entries(figures).filter(([name]) => table === null || !table.rows.some(([first]) => first === name));
  const width = Math.max(0, ...others.map(([name]) => name.length));
  return others.map(([name, value]) => `  ${fitted(name, width)}  ${inWords(value)}`);
}

function tableLines({ head, rows }: TextTable): readonly string[] {
  const widths = head.map((cell, at) => Math.max(Array.from(cell).length, ...rows.map((row) => Array.from(row[at] ?? '').length)));
  return [head, ...rows].map((row) => `  ${row.map((cell, at) => (at === 0 ? fitted(cell, widths[at]!) : ' '.repeat(widths[at]! - Array.from(cell).length) + cell)).join('   ')}`.trimEnd());
}
