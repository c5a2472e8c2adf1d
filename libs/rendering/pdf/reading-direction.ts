import bidiFactory from 'bidi-js';

// The package's types describe its ES module; Node loads the other one, which is the function itself.
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();
/** Hebrew, Arabic and their neighbours up to the last right-to-left block of the first plane, and their presentation forms. */
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** A stretch of text in one direction. One that runs from right to left is still in the order in which it is read. */
export interface Stretch {
  readonly text: string;
  readonly isRightToLeft: boolean;
}

interface LevelRun {
  readonly text: string;
  readonly level: number;
}

/**
 * The stretches of a line of an English document, from left to right as they stand on paper: the Unicode bidirectional
 * algorithm (UAX #9) with the base direction left to right.
 */
export function stretchesOf(line: string): Stretch[] {
  if (!rightToLeft.test(line)) return [{ text: line, isRightToLeft: false }];
  return reordered(levelRuns(line)).map(stretchOf);
}

function levelRuns(line: string): LevelRun[] {
  const { levels } = bidi.getEmbeddingLevels(line, 'ltr');
  const end = line.trimEnd().length;
  const runs: { text: string; level: number }[] = [];
  for (let at = 0; at < line.length; at++) {
    // Rule L1: spaces at the end of a line stand where the line ends.
    const level = at < end ? (levels[at] ?? 0) : 0;
    const last = runs.at(-1);
    if (last !== undefined && last.level === level) last.text += line.charAt(at);
    else runs.push({ text: line.charAt(at), level });
  }
  return runs;
}

/** Rule L2: from the highest level down, every sequence at that level or above is reversed. */
function reordered(runs: readonly LevelRun[]): readonly LevelRun[] {
  const highest = Math.max(...runs.map(({ level }) => level));
  let order = [...runs];
  for (let level = highest; level > 0; level--) {
    const next: LevelRun[] = [];
    let sequence: LevelRun[] = [];
    for (const run of order) {
      if (run.level >= level) sequence.unshift(run);
      else {
        next.push(...sequence, run);
        sequence = [];
      }
    }
    order = [...next, ...sequence];
  }
  return order;
}

/** Rule L4: brackets turn with the text they are in. */
function stretchOf({ text, level }: LevelRun): Stretch {
  if (level % 2 === 0) return { text, isRightToLeft: false };
  return { text: [...text].map((character) => bidi.getMirroredCharacter(character) ?? character).join(''), isRightToLeft: true };
}
