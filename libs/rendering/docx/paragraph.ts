import { type Markup, tag, textNode } from '../markup.js';

/** Paragraph styles of docx/styles.ts. */
export type Style = 'Normal' | 'Title' | 'Kicker' | 'Heading1' | 'Clause' | 'Quote' | 'Caption' | 'Cell' | 'Small' | 'Footnote';

/** How a paragraph is set beyond its style. */
export interface Setting {
  /** Level of the numbered list it counts in. */
  readonly level?: 0 | 1;
  readonly align?: 'right';
  readonly keepWithNext?: boolean;
  /** Properties of the paragraph's own mark: where a whole paragraph came in or went. */
  readonly mark?: Markup;
}

/** A paragraph of finished runs. The order of its properties is the schema's. */
export function paragraph(style: Style, runs: readonly Markup[], { level, align, keepWithNext = false, mark }: Setting = {}): Markup {
  const properties = [
    tag('w:pStyle', { 'w:val': style }),
    ...(keepWithNext ? [tag('w:keepNext', {})] : []),
    ...(level === undefined ? [] : [tag('w:numPr', {}, tag('w:ilvl', { 'w:val': level }), tag('w:numId', { 'w:val': 1 }))]),
    ...(align === undefined ? [] : [tag('w:jc', { 'w:val': align })]),
    ...(mark === undefined ? [] : [tag('w:rPr', {}, mark)]),
  ];
  return tag('w:p', {}, tag('w:pPr', {}, properties), runs);
}

/** A run of text; a tab in it is the word processor's own. */
export function run(text: string, strong = false): Markup {
  const parts = text.split('\t').flatMap((part, at) => [...(at > 0 ? [tag('w:tab', {})] : []), ...(part === '' ? [] : [textOf(part)])]);
  return tag('w:r', {}, strong ? [tag('w:rPr', {}, tag('w:b', {}), tag('w:bCs', {}))] : [], parts);
}

const textOf = (text: string) => tag('w:t', { 'xml:space': 'preserve' }, textNode(text));
