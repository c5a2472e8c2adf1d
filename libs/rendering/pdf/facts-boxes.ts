import { plainRun } from '../document-model.js';
import type { Box } from './box.js';
import type { Composer } from './composer.js';
import { breakLines } from './lines.js';
import { element, printed } from './structure.js';
import { baselineOf } from './text-boxes.js';
import { colour, page, textWidth, type } from './theme.js';

const labelWidth = 108;
const gap = 12;
const faces = { plain: 'sans', strong: 'sans-strong' } as const;

/** Labels with their values, one pair a row; read as a table whose labels are row headers. */
export function factsBoxes(rows: readonly { readonly label: string; readonly value: string }[], { set, root }: Composer): Box[] {
  const owner = element(set.pdf, root, 'Table');
  return rows.map(({ label, value }, at): Box => {
    const row = element(set.pdf, owner, 'TR');
    const [head, cell] = [element(set.pdf, row, 'TH', { scope: 'Row' }), element(set.pdf, row, 'TD')];
    const labels = breakLines([plainRun(label)], faces, type.table.size, labelWidth, set);
    const values = breakLines([plainRun(value)], faces, type.table.size + 0.4, textWidth - labelWidth - gap, set);
    const { leading } = type.table;
    return {
      before: at === 0 ? 8 : 2.5,
      height: Math.max(labels.length, values.length) * leading + (at === rows.length - 1 ? 6 : 0),
      keepWithNext: at === 0 && rows.length > 1,
      header: null,
      paint: (y) => {
        const columns = [
          { lines: labels, x: page.left, owner: head, tag: 'TH', size: type.table.size, ink: colour.soft },
          { lines: values, x: page.left + labelWidth + gap, owner: cell, tag: 'TD', size: type.table.size + 0.4, ink: colour.ink },
        ] as const;
        for (const column of columns) {
          printed(set.pdf, column.owner, column.tag, () => {
            for (const [below, line] of column.lines.entries()) {
              for (const piece of line.pieces) set.print(piece.text, column.x + piece.offset, baselineOf(y + below * leading, type.table), piece.face, column.size, column.ink);
            }
          });
        }
      },
    };
  });
}
