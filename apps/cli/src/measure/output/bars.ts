import type { Chart } from '../finding.js';
import type { Terminal } from './terminal.js';

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const marks = { unicode: ['█', '░'], plain: ['#', '.'] } as const;
const longestLabel = 28;
const shortestBar = 8;

/** A chart as lines of text: a bar for each value, all to one scale, no wider than the terminal. */
export function barLines({ title, series, rows }: Chart, { columns, isUnicode }: Terminal): readonly string[] {
  const [first, second] = isUnicode ? marks.unicode : marks.plain;
  const labelWidth = Math.min(longestLabel, Math.max(...rows.map(({ label }) => Array.from(label).length), 0));
  const textWidth = Math.max(...rows.map(({ text }) => text.length), 0);
  const barWidth = Math.max(shortestBar, columns - labelWidth - textWidth - 6);
  const most = Math.max(...rows.flatMap(({ values }) => values.map((value) => Math.abs(value ?? 0))));
  const cells = (value: number | null): number => (value === null || most === 0 ? 0 : (Math.abs(value) / most) * barWidth);
  const legend = series.length > 1 ? ` (${first} ${series[0]}, ${second} ${series[1]})` : '';
  return [
    `${title}${legend}`,
    ...rows.flatMap(({ label, values, text }) =>
      values.flatMap((value, at) => {
        if (value === null && at > 0) return [];
        const bar = at === 0 && isUnicode ? smoothBar(cells(value)) : (at === 0 ? first : second).repeat(Math.round(cells(value)));
        return at === 0 ? `  ${fitted(label, labelWidth)}  ${bar.padEnd(barWidth)}  ${text}`.trimEnd() : `  ${' '.repeat(labelWidth)}  ${bar}`.trimEnd();
      }),
    ),
  ];
}

/** To an eighth of a character; what is not 0 leaves a trace. */
function smoothBar(cells: number): string {
  const parts = cells > 0 ? Math.max(1, Math.round(cells * 8)) : 0;
  return '█'.repeat(Math.floor(parts / 8)) + eighths[parts % 8]!;
}

/** Filled up with spaces, or cut. */
export function fitted(text: string, width: number): string {
  const letters = Array.from(text);
  return letters.length > width ? `${letters.slice(0, width - 1).join('')}~` : text + ' '.repeat(width - letters.length);
}
