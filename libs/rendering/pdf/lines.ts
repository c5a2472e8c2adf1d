import type { Run } from '../document-model.js';
import type { Face } from '../fonts.js';
import type { Typesetter } from './typesetter.js';

/** A piece of a line: a text in one face at an offset from the line's start. */
export interface Piece {
  readonly text: string;
  readonly face: Face;
  readonly offset: number;
}

export interface Line {
  readonly pieces: readonly Piece[];
  readonly width: number;
}

/** Faces of plain and of strong runs. */
export interface Faces {
  readonly plain: Face;
  readonly strong: Face;
}

interface Word {
  readonly text: string;
  readonly face: Face;
  readonly width: number;
  /** Whether a line may break before it. */
  readonly breaks: boolean;
}

/** Breaks runs into lines of at most `width` points, at spaces; a longer word breaks where it must. */
export function breakLines(runs: readonly Run[], faces: Faces, size: number, width: number, set: Typesetter): Line[] {
  const lines: Word[][] = [[]];
  let used = 0;
  for (const group of groupsOf(wordsOf(runs, faces, size, width, set))) {
    const needed = group.reduce((sum, word) => sum + set.widthOf(word.text.trimEnd(), word.face, size), 0);
    if (used > 0 && used + needed > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(...group);
    used += group.reduce((sum, word) => sum + word.width, 0);
  }
  return lines.map((words) => lineOf(words, size, set));
}

/** Words that no space separates (a value and the full stop after it) stay together. */
function groupsOf(words: readonly Word[]): Word[][] {
  const groups: Word[][] = [];
  for (const word of words) {
    const last = groups.at(-1);
    if (last === undefined || word.breaks) groups.push([word]);
    else last.push(word);
  }
  return groups;
}

function wordsOf(runs: readonly Run[], faces: Faces, size: number, width: number, set: Typesetter): Word[] {
  const words: Word[] = [];
  let breaks = true;
  for (const { text, strong } of runs) {
    const face = strong ? faces.strong : faces.plain;
    for (const piece of text.match(/[^ ]* ?/g) ?? []) {
      if (piece === '') continue;
      for (const part of fitting(piece, face, size, width, set)) {
        // A percent sign never begins a line.
        words.push({ text: part, face, width: set.widthOf(part, face, size), breaks: breaks && !part.startsWith('%') });
        breaks = true;
      }
      breaks = piece.endsWith(' ');
    }
  }
  return words;
}

/** A word as it is, or cut into pieces that fit a line. */
function fitting(word: string, face: Face, size: number, width: number, set: Typesetter): string[] {
  if (set.widthOf(word.trimEnd(), face, size) <= width) return [word];
  const parts: string[] = [''];
  for (const character of word) {
    const longer = (parts.at(-1) ?? '') + character;
    if (longer.length > 1 && set.widthOf(longer, face, size) > width) parts.push(character);
    else parts[parts.length - 1] = longer;
  }
  return parts;
}

function lineOf(words: readonly Word[], size: number, set: Typesetter): Line {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const { text, face, width } of words) {
    const last = pieces.at(-1);
    if (last?.face === face) pieces[pieces.length - 1] = { ...last, text: last.text + text };
    else pieces.push({ text, face, offset });
    offset += width;
  }
  const ending = words.at(-1);
  const trailing = ending === undefined ? 0 : ending.width - set.widthOf(ending.text.trimEnd(), ending.face, size);
  return { pieces, width: offset - trailing };
}
