import PDFDocument from 'pdfkit';
import { FineprintError } from '#libs/wire/errors.js';
import { type Face, type FontBytes, fontFile, spansOf } from '../fonts.js';
import { sfntOf } from './sfnt.js';

export type Pdf = InstanceType<typeof PDFDocument>;

/** Measures and prints single lines of text, choosing the font subset of every character. */
export interface Typesetter {
  readonly pdf: Pdf;
  /** Width in points of a text set in one line. */
  readonly widthOf: (text: string, face: Face, size: number) => number;
  /** Prints one line; `baseline` is its y, growing downwards. */
  readonly print: (text: string, x: number, baseline: number, face: Face, size: number, colour: string) => void;
}

/** A typesetter for a document; fonts are parsed when the first character of a subset is needed. */
export function typesetter(pdf: Pdf, fonts: FontBytes): Typesetter {
  const registered = new Set<string>();
  const widths = new Map<string, number>();

  const choose = (name: string): void => {
    if (!registered.has(name)) {
      const bytes = fonts.get(name);
      if (bytes === undefined) throw new FineprintError('INTERNAL', `The font file ${name} was not given`);
      pdf.registerFont(name, sfntOf(bytes));
      registered.add(name);
    }
    pdf.font(name);
  };

  const widthOf = (text: string, face: Face, size: number): number => {
    const key = `${face}\n${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known * size;
    let width = 0;
    for (const span of spansOf(text)) {
      choose(fontFile(face, span.subset));
      width += pdf.fontSize(1).widthOfString(span.text);
    }
    widths.set(key, width);
    return width * size;
  };

  const print = (text: string, x: number, baseline: number, face: Face, size: number, colour: string): void => {
    let at = x;
    for (const span of spansOf(text)) {
      choose(fontFile(face, span.subset));
      pdf.fontSize(size).fillColor(colour).text(span.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' });
      at += pdf.widthOfString(span.text);
    }
  };

  return { pdf, widthOf, print };
}
