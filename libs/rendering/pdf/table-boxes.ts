import { type Column, type Table, plainRun } from '../document-model.js';
import type { Box } from './box.js';
import type { Composer } from './composer.js';
import { type Faces, type Line, breakLines } from './lines.js';
import { type Element, element, printed } from './structure.js';
import { baselineOf, plainText, textBoxes } from './text-boxes.js';
import { colour, page, textWidth, type } from './theme.js';

const gap = 12;
const padding = 4;
const faces = { plain: 'sans', strong: 'sans-strong' } as const satisfies Faces;

interface Placed {
  readonly x: number;
  readonly width: number;
  readonly align: Column['align'];
}

/** A table: its caption keeps with the header, the header is repeated on every page it runs on to. */
export function tableBoxes(table: Table, composer: Composer): Box[] {
  const { set, root } = composer;
  const owner = element(set.pdf, root, 'Table');
  const caption = textBoxes(
    [{ text: table.caption, strong: true }],
    { ...plainText, faces, style: type.table, before: 12, keepWithNext: true, colour: colour.soft },
    element(set.pdf, owner, 'Caption'),
    'Caption',
    composer,
  );
  const columns = placedColumns(table.columns);
  const header = row(table.columns.map(({ label }) => label), 'header', columns, element(set.pdf, owner, 'TR'), composer);
  const rows = table.rows.map((cells, at) => {
    const isLast = at === table.rows.length - 1;
    const box = row(cells, table.hasTotal && isLast ? 'total' : 'row', columns, element(set.pdf, owner, 'TR'), composer);
    return { ...box, header, keepWithNext: table.hasTotal && at === table.rows.length - 2 };
  });
  return [...caption, { ...header, before: 2, keepWithNext: true }, ...rows];
}

function placedColumns(columns: readonly Column[]): Placed[] {
  const shared = textWidth + gap;
  let x: number = page.left;
  return columns.map(({ weight, align }) => {
    const width = (shared * weight) / 100;
    const placed = { x, width: width - gap, align };
    x += width;
    return placed;
  });
}

function row(cells: readonly string[], role: 'header' | 'row' | 'total', columns: readonly Placed[], owner: Element, { set }: Composer): Box {
  const strong = role !== 'row';
  const tag = role === 'header' ? 'TH' : 'TD';
  const ink = role === 'header' ? colour.soft : colour.ink;
  const cellsOfLines = columns.map((column, at) => breakLines([{ ...plainRun(cells[at] ?? ''), strong }], faces, type.table.size, column.width, set));
  const height = Math.max(...cellsOfLines.map((lines) => lines.length)) * type.table.leading + 2 * padding;
  const elements = columns.map(() => element(set.pdf, owner, tag, role === 'header' ? { scope: 'Column' } : {}));
  const paint = (y: number, isRepeated: boolean): void => {
    for (const [at, lines] of cellsOfLines.entries()) {
      const column = columns[at];
      const cell = elements[at];
      if (column === undefined || cell === undefined) continue;
      printed(set.pdf, isRepeated ? null : cell, tag, () => cellLines(lines, column, y + padding, ink, set));
    }
    printed(set.pdf, null, 'Artifact', () => rule(set, columns, y + height, role === 'header' ? colour.strongRule : colour.rule));
    if (role === 'total') printed(set.pdf, null, 'Artifact', () => rule(set, columns, y, colour.strongRule));
  };
  return { before: 0, height, keepWithNext: false, header: null, paint };
}

function cellLines(lines: readonly Line[], column: Placed, top: number, ink: string, set: Composer['set']): void {
  for (const [at, line] of lines.entries()) {
    const x = column.align === 'right' ? column.x + column.width - line.width : column.x;
    for (const piece of line.pieces) {
      const isLast = at === lines.length - 1;
      set.print(isLast ? piece.text.trimEnd() : piece.text, x + piece.offset, baselineOf(top + at * type.table.leading, type.table), piece.face, type.table.size, ink);
    }
  }
}

function rule(set: Composer['set'], columns: readonly Placed[], y: number, ink: string): void {
  const last = columns.at(-1);
  const end = last === undefined ? page.left : last.x + last.width;
  set.pdf.moveTo(page.left, y).lineTo(end, y).lineWidth(0.5).strokeColor(ink).stroke();
}
