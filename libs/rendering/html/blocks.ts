import { chartTable } from '../chart-table.js';
import { type Block, type Paragraph, signatureFields, type Table } from '../document-model.js';
import { type Markup, tag, textNode } from '../markup.js';

/** A block in HTML: headings are headings, tables have captions and header cells. */
export function blockHtml(block: Block): Markup[] {
  switch (block.kind) {
    case 'title':
      return [tag('p', { class: 'kicker' }, textNode(block.kicker)), tag('h1', {}, named(block.text))];
    case 'heading':
      return [tag('h2', {}, numberOf(block.number), named(block.text))];
    case 'paragraph':
      return [paragraph(block)];
    case 'quote':
      return [tag('blockquote', {}, tag('p', {}, tag('strong', {}, textNode(`${block.number} ${block.title}`))), block.paragraphs.map(paragraph))];
    case 'facts':
      return [tag('dl', {}, block.rows.flatMap(({ label, value }) => [tag('dt', {}, textNode(label)), tag('dd', {}, named(value))]))];
    case 'table':
      return [table(block)];
    case 'chart':
      return [table(chartTable(block))];
    case 'signatures':
      return [tag('div', { class: 'signatures' }, block.parties.map(signature))];
  }
}

/** Names of any script keep to themselves: one written from right to left does not turn what stands beside it. */
const named = (text: string) => tag('bdi', {}, textNode(text));

const numberOf = (number: string | null) => (number === null ? [] : [tag('span', { class: 'number' }, textNode(`${number} `))]);

function paragraph({ number, runs }: Paragraph): Markup {
  return tag('p', number === null ? {} : { class: 'clause' }, numberOf(number), runs.map(({ text, strong }) => (strong ? tag('strong', {}, textNode(text)) : textNode(text))));
}

function table({ caption, columns, rows, hasTotal }: Table): Markup {
  const classOf = (at: number) => (columns[at]?.align === 'right' ? { class: 'right' } : {});
  return tag(
    'table',
    {},
    tag('caption', {}, textNode(caption)),
    tag('thead', {}, tag('tr', {}, columns.map(({ label }, at) => tag('th', { scope: 'col', ...classOf(at) }, textNode(label))))),
    tag(
      'tbody',
      {},
      rows.map((cells, at) => tag('tr', hasTotal && at === rows.length - 1 ? { class: 'total' } : {}, cells.map((text, column) => tag('td', classOf(column), named(text))))),
    ),
  );
}

function signature({ role, name }: { readonly role: string; readonly name: string }): Markup {
  return tag('div', {}, tag('p', { class: 'small' }, textNode(role)), tag('p', {}, tag('strong', {}, named(name))), signatureFields.map((field) => tag('p', { class: 'line' }, textNode(field))));
}
