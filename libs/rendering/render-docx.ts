import type { DocumentModel } from './document-model.js';
import { archive } from './docx/archive.js';
import { blockMarkup } from './docx/blocks.js';
import { countsAsList } from './docx/numbering.js';
import { paragraph } from './docx/paragraph.js';
import { partsOf } from './docx/parts.js';

/**
 * A document as DOCX (ECMA-376, WordprocessingML): real headings, a real numbered list, tables, page numbers and the
 * digest in the footer. The same model gives the same bytes. Written here because the `docx` package dates every file
 * with the present time and draws its ids at random.
 */
export function renderDocx(model: DocumentModel): Uint8Array {
  const isList = countsAsList(model.blocks);
  const body = model.blocks.flatMap((block) => blockMarkup(block, isList));
  return archive(partsOf(model, [...body, paragraph('Normal', [])]));
}
