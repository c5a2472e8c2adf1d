import PDFDocument from 'pdfkit';
import type { DocumentModel } from './document-model.js';
import type { FontBytes } from './fonts.js';
import { blockBoxes } from './pdf/block-boxes.js';
import { flow } from './pdf/flow.js';
import { printFooter, printMark } from './pdf/footer.js';
import { page } from './pdf/theme.js';
import { type Pdf, typesetter } from './pdf/typesetter.js';

/** Lays a document out on A4 pages as a tagged PDF with embedded fonts. The same model gives the same bytes. */
export function renderPdf(model: DocumentModel, fonts: FontBytes): Promise<Uint8Array> {
  const pdf = newPdf(model);
  const bytes = bytesOf(pdf);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const set = typesetter(pdf, fonts);
  const boxes = model.blocks.flatMap((block) => blockBoxes(block, { set, root }));
  const pages = flow(boxes, page.top, page.height - page.bottom);
  for (const [at, placed] of pages.entries()) {
    pdf.addPage();
    for (const { box, y, isRepeated } of placed) box.paint(y, isRepeated);
    if (model.mark !== null) printMark(model.mark, set);
    printFooter(model, at + 1, pages.length, set);
  }
  root.end();
  pdf.end();
  return bytes;
}

function newPdf({ title, subject, createdAt }: DocumentModel): Pdf {
  const createdOn = new Date(createdAt);
  return new PDFDocument({
    autoFirstPage: false,
    size: 'A4',
    margin: 0,
    lang: 'en',
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: title, Subject: subject, Creator: 'Fineprint', Producer: 'Fineprint', CreationDate: createdOn, ModDate: createdOn },
  });
}

function bytesOf(pdf: Pdf): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('error', reject);
    pdf.on('end', () => {
      const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
      resolve(bytes);
    });
  });
}
