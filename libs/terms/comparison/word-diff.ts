import { diffArrays } from 'diff';
import { bagOf, similarity } from './similarity.js';
import type { Token } from './tokens.js';

/** A run of tokens that both texts have, or that one has; positions in UTF-16 units of their texts. */
export interface Run {
  readonly kind: 'same' | 'added' | 'removed';
  readonly left: string;
  readonly right: string;
  readonly leftStart: number;
  readonly rightStart: number;
}

/** More edits than this are no longer read one by one; time and memory of a comparison grow with their square. */
const mostEdits = 400;
/** Below this share of common words single words would mislead; in a few words every change is one. */
const akin = 0.3;
const fewWords = 4;
/** Longer texts with no more edits than the limit are akin anyway. */
const longText = 4 * mostEdits;
/** A second net, never reached within the bounds above on a machine that answers at all. */
const timeout = 2_000;

/**
 * Compares word by word (Myers, by jsdiff), or gives undefined where the texts have so little in common that single words would
 * mislead. Removed runs stand before added ones; white space between two changes belongs to both.
 */
export function runsOf(left: readonly Token[], right: readonly Token[]): readonly Run[] | undefined {
  if (!isAkin(left, right)) return undefined;
  const changes = diffArrays(left.map(({ key }) => key), right.map(({ key }) => key), { maxEditLength: mostEdits, timeout });
  if (changes === undefined) return undefined;
  return folded(placed(changes, left, right));
}

function isAkin(left: readonly Token[], right: readonly Token[]): boolean {
  if (Math.min(left.length, right.length) > longText) return true;
  const [ours, theirs] = [left, right].map((tokens) => tokens.filter(({ key }) => /[\p{L}\p{N}\0]/u.test(key)).map(({ key }) => key));
  if (ours === undefined || theirs === undefined || Math.min(ours.length, theirs.length) <= fewWords) return true;
  return similarity(bagOf(ours), bagOf(theirs)) >= akin;
}

interface Change {
  readonly added: boolean;
  readonly removed: boolean;
  readonly count: number;
}

function placed(changes: readonly Change[], left: readonly Token[], right: readonly Token[]): Run[] {
  let [leftAt, rightAt, leftStart, rightStart] = [0, 0, 0, 0];
  return changes.map(({ added, removed, count }) => {
    const ofLeft = added ? '' : textOf(left.slice(leftAt, leftAt + count));
    const ofRight = removed ? '' : textOf(right.slice(rightAt, rightAt + count));
    const run: Run = { kind: added ? 'added' : removed ? 'removed' : 'same', left: ofLeft, right: ofRight, leftStart, rightStart };
    if (!added) leftAt += count;
    if (!removed) rightAt += count;
    leftStart += ofLeft.length;
    rightStart += ofRight.length;
    return run;
  });
}

const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('');

/** Joins changes that only white space separates, so that a changed phrase reads as one. */
function folded(runs: readonly Run[]): Run[] {
  const result: Run[] = [];
  let open: { left: string; right: string; leftStart: number; rightStart: number } | undefined;
  const close = () => {
    if (open === undefined) return;
    result.push(...split(open));
    open = undefined;
  };
  for (const [at, run] of runs.entries()) {
    const next = runs[at + 1];
    if (run.kind === 'same' && !(open !== undefined && next !== undefined && run.left.trim() === '' && run.left === run.right)) {
      close();
      result.push(run);
      continue;
    }
    open ??= { left: '', right: '', leftStart: run.leftStart, rightStart: run.rightStart };
    open.left += run.left;
    open.right += run.right;
  }
  close();
  return result;
}

/** The removed part, the added part, and the space that both end with: it is the same. */
function split({ left, right, leftStart, rightStart }: Omit<Run, 'kind'>): Run[] {
  const shared = left !== '' && right !== '' && left.trim() !== '' && right.trim() !== '' && left.endsWith(' ') && right.endsWith(' ') ? 1 : 0;
  const [gone, come] = [left.slice(0, left.length - shared), right.slice(0, right.length - shared)];
  return [
    ...(gone === '' ? [] : [{ kind: 'removed' as const, left: gone, right: '', leftStart, rightStart }]),
    ...(come === '' ? [] : [{ kind: 'added' as const, left: '', right: come, leftStart: leftStart + gone.length, rightStart }]),
    ...(shared === 0 ? [] : [{ kind: 'same' as const, left: ' ', right: ' ', leftStart: leftStart + gone.length, rightStart: rightStart + come.length }]),
  ];
}
