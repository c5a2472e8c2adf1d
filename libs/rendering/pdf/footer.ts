import type { DocumentModel } from '../document-model.js';
import { printed } from './structure.js';
import { colour, page, textWidth, type } from './theme.js';
import type { Typesetter } from './typesetter.js';

/** The foot of a page: what the document is, which page this is, and the digest that identifies it. */
export function printFooter({ footer, identity }: DocumentModel, number: number, count: number, set: Typesetter): void {
  const top = page.height - page.bottom + 28;
  const { size, leading } = type.small;
  printed(set.pdf, null, 'Artifact', () => {
    set.pdf.moveTo(page.left, top).lineTo(page.left + textWidth, top).lineWidth(0.5).strokeColor(colour.rule).stroke();
    const pages = `Page ${number} of ${count}`;
    set.print(fitted(footer, textWidth - set.widthOf(pages, 'sans', size) - 20, set), page.left, top + 13, 'sans', size, colour.soft);
    set.print(pages, page.left + textWidth - set.widthOf(pages, 'sans', size), top + 13, 'sans', size, colour.soft);
    for (const [at, line] of identity.entries()) set.print(line, page.left, top + 13 + (at + 1) * leading, 'sans', size - 0.8, colour.soft);
  });
}

/** A word at the head of a page that says what the document is not yet. */
export function printMark(mark: string, set: Typesetter): void {
  const { size } = type.heading;
  printed(set.pdf, null, 'Artifact', () => set.print(mark, page.left + textWidth - set.widthOf(mark, 'sans-strong', size), page.top - 26, 'sans-strong', size, colour.accent));
}

function fitted(text: string, width: number, set: Typesetter): string {
  if (set.widthOf(text, 'sans', type.small.size) <= width) return text;
  let end = text.length;
  while (end > 0 && set.widthOf(`${text.slice(0, end)}…`, 'sans', type.small.size) > width) end--;
  return `${text.slice(0, end)}…`;
}
