import type { Pdf } from './typesetter.js';

/** An element of the document's structure, as assistive technology reads it. */
export type Element = ReturnType<Pdf['struct']>;

/** What the library takes but its types leave out. */
interface ElementOptions {
  readonly alt?: string;
  readonly title?: string;
  readonly scope?: 'Column' | 'Row';
}

/** Adds an element under a parent. */
export function element(pdf: Pdf, parent: Element, tag: string, options: ElementOptions = {}): Element {
  const added = pdf.struct(tag, options);
  parent.add(added);
  return added;
}

/** Prints something as content of an element, or as an ornament that is not read. */
export function printed(pdf: Pdf, owner: Element | null, tag: string, print: () => void): void {
  if (owner === null) {
    pdf.markContent('Artifact', { type: 'Pagination' });
    print();
    pdf.endMarkedContent();
    return;
  }
  owner.add(pdf.markStructureContent(tag));
  print();
  pdf.endMarkedContent();
}
