import type { Run } from '../document-model.js';
import type { Face } from '../fonts.js';
import type { Box } from './box.js';
import type { Composer } from './composer.js';
import { type Faces, type Line, breakLines } from './lines.js';
import { type Element, printed } from './structure.js';
import { type TypeStyle, colour, page, textWidth } from './theme.js';

/** How a text is set. `indent` and `narrower` are points taken from the left and the right of the text width. */
export interface TextStyle {
  readonly faces: Faces;
  readonly style: TypeStyle;
  readonly colour: string;
  readonly indent: number;
  readonly narrower: number;
  readonly before: number;
  readonly keepWithNext: boolean;
  /** A number or other mark that hangs in front of the first line. */
  readonly hanging: { readonly text: string; readonly face: Face; readonly size: number; readonly colour: string; readonly indent: number } | null;
  /** Draws something beside a line, for example the rule of a quotation. */
  readonly beside: ((y: number, height: number) => void) | null;
}

export const bodyFaces: Faces = { plain: 'serif', strong: 'serif-strong' };

export const plainText: Omit<TextStyle, 'style'> = {
  faces: bodyFaces,
  colour: colour.ink,
  indent: 0,
  narrower: 0,
  before: 0,
  keepWithNext: false,
  hanging: null,
  beside: null,
};

/** Lines of a text as boxes of one structure element; the first two and the last two lines never part. */
export function textBoxes(runs: readonly Run[], text: TextStyle, owner: Element, tag: string, { set }: Composer): Box[] {
  const lines = breakLines(runs, text.faces, text.style.size, textWidth - text.indent - text.narrower, set);
  return lines.map((line, at): Box => {
    const isLast = at === lines.length - 1;
    return {
      before: at === 0 ? text.before : 0,
      height: text.style.leading,
      keepWithNext: isLast ? text.keepWithNext : at === 0 || at === lines.length - 2,
      header: null,
      paint: (y) => {
        text.beside?.(y, text.style.leading);
        printed(set.pdf, owner, tag, () => {
          if (at === 0) printHanging(text, y, set);
          printLine(line, page.left + text.indent, baselineOf(y, text.style), text, isLast, set);
        });
      },
    };
  });
}

/** The baseline of a line whose top is y. */
export function baselineOf(y: number, { size, leading }: TypeStyle): number {
  return y + (leading - size) / 2 + size * 0.82;
}

function printHanging({ hanging, style }: TextStyle, y: number, set: Composer['set']): void {
  if (hanging === null) return;
  set.print(`${hanging.text} `, page.left + hanging.indent, baselineOf(y, style), hanging.face, hanging.size, hanging.colour);
}

function printLine(line: Line, x: number, baseline: number, text: TextStyle, isLast: boolean, set: Composer['set']): void {
  for (const [at, piece] of line.pieces.entries()) {
    // The space at a line's end is printed although it is not seen: without it the words of two lines read as one.
    const isEnd = isLast && at === line.pieces.length - 1;
    set.print(isEnd ? piece.text.trimEnd() : piece.text, x + piece.offset, baseline, piece.face, text.style.size, text.colour);
  }
}
