import { chartTable } from '../chart-table.js';
import { type Block, type Paragraph, signatureFields, type Table } from '../document-model.js';
import type { Markup } from '../markup.js';
import { paragraph, run } from './paragraph.js';
import { cell, row, table, textRow, textWidth, widthOf } from './table.js';

/** A block in WordprocessingML. `isList` says whether the word processor counts the clauses itself. */
export function blockMarkup(block: Block, isList: boolean): Markup[] {
  switch (block.kind) {
    case 'title':
      return [paragraph('Kicker', [run(block.kicker)], { keepWithNext: true }), paragraph('Title', [run(block.text)])];
    case 'heading':
      return [numbered('Heading1', block.number, [run(block.text)], 0, isList)];
    case 'paragraph':
      return [block.number === null ? paragraph('Normal', runsIn(block)) : numbered('Clause', block.number, runsIn(block), 1, isList)];
    case 'quote':
      return [
        paragraph('Quote', [run(`${block.number} ${block.title}`, true)], { keepWithNext: true }),
        ...block.paragraphs.map((part) => paragraph('Quote', [...(part.number === null ? [] : [run(`${part.number} `)]), ...runsIn(part)])),
      ];
    case 'facts':
      return [facts(block.rows)];
    case 'table':
      return tableMarkup(block);
    case 'chart':
      return tableMarkup(chartTable(block));
    case 'signatures':
      return [signatures(block.parties)];
  }
}

function numbered(style: 'Heading1' | 'Clause', number: string | null, runs: readonly Markup[], level: 0 | 1, isList: boolean): Markup {
  if (number === null) return paragraph(style, runs);
  return isList ? paragraph(style, runs, { level }) : paragraph(style, [run(`${number}\t`), ...runs]);
}

const runsIn = ({ runs }: Paragraph) => runs.map(({ text, strong }) => run(text, strong));

function facts(rows: readonly { readonly label: string; readonly value: string }[]): Markup {
  const [left, right] = [2400, textWidth - 2400];
  return table(
    'Facts',
    [left, right],
    rows.map(({ label, value }) => row([cell(left, [paragraph('Cell', [run(label)])]), cell(right, [paragraph('Cell', [run(value)])])])),
    'none',
  );
}

function tableMarkup({ caption, columns, rows, hasTotal }: Table): Markup[] {
  return [
    paragraph('Caption', [run(caption)], { keepWithNext: true }),
    table(
      caption,
      columns.map(({ weight }) => widthOf(weight)),
      [
        textRow(columns.map(({ label }) => label), columns, 'header'),
        ...rows.map((cells, at) => textRow(cells, columns, hasTotal && at === rows.length - 1 ? 'total' : 'row')),
      ],
      'rows',
    ),
  ];
}

function signatures(parties: readonly { readonly role: string; readonly name: string }[]): Markup {
  const width = Math.floor(textWidth / Math.max(1, parties.length));
  const line = (text: string) => cell(width, [paragraph('Small', [run(`${text} `)])]);
  return table(
    'Signatures',
    parties.map(() => width),
    [
      row(parties.map(({ role, name }) => cell(width, [paragraph('Small', [run(role)], { keepWithNext: true }), paragraph('Normal', [run(name, true)], { keepWithNext: true })]))),
      ...signatureFields.map((field) => row(parties.map(() => line(field)))),
    ],
    'rows',
  );
}
