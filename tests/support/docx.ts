import { type ZipEntry, zipOf } from './zip.js';

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const officeRelations = relationships([['rId1', 'officeDocument', 'word/document.xml']]);

/** A part of a document: an element of WordprocessingML with these children. */
export function wordXml(root: string, inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${root} ${word}>${inner}</w:${root}>`;
}

/** Relationships: id, last word of the type, target, and whether the target is outside. */
export function relationships(rows: readonly (readonly [string, string, string, boolean?])[]): string {
  const written = rows.map(([id, type, target, isExternal]) => `<Relationship Id="${id}" Type="${relation}/${type}" Target="${target}"${isExternal === true ? ' TargetMode="External"' : ''}/>`);
  return `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${written.join('')}</Relationships>`;
}

/** A paragraph of plain text; `properties` is the inner XML of its properties. */
export function wordParagraph(text: string, properties = ''): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** The XML parts of a document with this body, and any other parts. */
export function docxXml(body: string, others: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> {
  return new Map(Object.entries({ '_rels/.rels': officeRelations, 'word/document.xml': wordXml('document', `<w:body>${body}</w:body>`), ...others }));
}

/** A whole .docx file. */
export function docxOf(body: string, others: Readonly<Record<string, string>> = {}, lies: readonly ZipEntry[] = []): Buffer {
  const types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>';
  return zipOf([...[...docxXml(body, { '[Content_Types].xml': types, ...others })].map(([name, content]) => ({ name, content })), ...lies]);
}
