import PDFDocument from 'pdfkit';
import { type Face, type FontBytes, fontFile, type Span, spansOf } from '../fonts.js';
import { candidatesFor } from '../foreign-fonts.js';
import { hasGlyph } from './character-map.js';
import { type Stretch, stretchesOf } from './reading-direction.js';
import { sfntOf } from './sfnt.js';

export type Pdf = InstanceType<typeof PDFDocument>;

/** Measures and prints single lines of text, choosing the font of every character and the direction of every name. */
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
  const foreign = new Map<string, string | undefined>();

  const choose = (name: string): void => {
    if (!registered.has(name)) {
      pdf.registerFont(name, sfntOf(fonts.bytesOf(name)));
      registered.add(name);
    }
    pdf.font(name);
  };

  const foreignSubset = (character: string): string | undefined => {
    if (!foreign.has(character)) {
      const codePoint = character.codePointAt(0) ?? 0;
      foreign.set(character, candidatesFor(fonts.foreign, codePoint).find((subset) => hasGlyph(sfntOf(fonts.bytesOf(fontFile('sans', subset))), codePoint)));
    }
    return foreign.get(character);
  };

  const widthOf = (text: string, face: Face, size: number): number => {
    const key = `${face}\n${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known * size;
    let width = 0;
    for (const span of spansOf(text, foreignSubset)) {
      choose(fontFile(face, span.subset));
      width += pdf.fontSize(1).widthOfString(span.text);
    }
    widths.set(key, width);
    return width * size;
  };

  const print = (text: string, x: number, baseline: number, face: Face, size: number, colour: string): void => {
    let at = x;
    for (const span of stretchesOf(text).flatMap((stretch) => spansInOrder(stretch, spansOf(stretch.text, foreignSubset)))) {
      choose(fontFile(face, span.subset));
      pdf.fontSize(size).fillColor(colour).text(span.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' });
      at += pdf.widthOfString(span.text);
    }
  };

  return { pdf, widthOf, print };
}

/** Spans from left to right. The font engine turns the letters of right-to-left scripts itself, but not what stands between words. */
function spansInOrder({ isRightToLeft }: Stretch, spans: readonly Span[]): readonly Span[] {
  if (!isRightToLeft) return spans;
  return spans.toReversed().map((span) => (span.subset.includes('/') ? span : { ...span, text: [...span.text].toReversed().join('') }));
}
