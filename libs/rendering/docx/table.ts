import type { Column } from '../document-model.js';
import { type Markup, tag } from '../markup.js';
import { paragraph, run } from './paragraph.js';

/** Width of the text on an A4 page with our margins, in twentieths of a point. */
export const textWidth = 8946;

type Rules = 'rows' | 'none';

/** A table of finished rows; `caption` is what assistive technology calls it. */
export function table(caption: string, widths: readonly number[], rows: readonly Markup[], rules: Rules): Markup {
  const rule = { 'w:val': 'single', 'w:sz': 4, 'w:space': 0, 'w:color': 'D8D4C8' };
  const borders = rules === 'none' ? [] : [tag('w:tblBorders', {}, tag('w:top', rule), tag('w:bottom', rule), tag('w:insideH', rule))];
  return tag(
    'w:tbl',
    {},
    tag(
      'w:tblPr',
      {},
      tag('w:tblW', { 'w:w': widths.reduce((sum, width) => sum + width, 0), 'w:type': 'dxa' }),
      borders,
      tag('w:tblLayout', { 'w:type': 'fixed' }),
      tag('w:tblCellMar', {}, tag('w:left', { 'w:w': 0, 'w:type': 'dxa' }), tag('w:right', { 'w:w': 120, 'w:type': 'dxa' })),
      tag('w:tblCaption', { 'w:val': caption }),
    ),
    tag('w:tblGrid', {}, widths.map((width) => tag('w:gridCol', { 'w:w': width }))),
    rows,
  );
}

/** A row that no page divides; a header row is repeated on every page the table runs on to. */
export function row(cells: readonly Markup[], isHeader = false): Markup {
  return tag('w:tr', {}, tag('w:trPr', {}, tag('w:cantSplit', {}), isHeader ? [tag('w:tblHeader', {})] : []), cells);
}

export function cell(width: number, paragraphs: readonly Markup[]): Markup {
  return tag('w:tc', {}, tag('w:tcPr', {}, tag('w:tcW', { 'w:w': width, 'w:type': 'dxa' })), paragraphs);
}

/** A row of plain texts under columns. */
export function textRow(texts: readonly string[], columns: readonly Column[], role: 'header' | 'row' | 'total'): Markup {
  const cells = columns.map(({ weight, align }, at) =>
    cell(widthOf(weight), [paragraph('Cell', [run(texts[at] ?? '', role !== 'row')], align === 'right' ? { align } : {})]),
  );
  return row(cells, role === 'header');
}

export const widthOf = (weight: number) => Math.round((textWidth * weight) / 100);
