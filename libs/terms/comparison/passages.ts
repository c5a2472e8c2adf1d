import type { ClauseText } from '#libs/wire/agreements.js';
import type { PassageChange, TextPiece } from '#libs/wire/comparisons.js';
import { visible } from './suspicious-characters.js';
import { type References, tokensOf } from './tokens.js';
import { type Run, runsOf } from './word-diff.js';

/** A heading or paragraph of one text. */
export type Passage = ClauseText['paragraphs'][number];

/** Two passages that belong together, compared; `runs` is undefined when words are not compared one by one. */
export interface ComparedPassage {
  readonly left: Passage | undefined;
  readonly right: Passage | undefined;
  readonly movedFrom: string | null;
  readonly runs: readonly Run[] | undefined;
  readonly change: Omit<PassageChange, 'id'>;
}

/** The keys of cross-references on both sides. */
export interface BothReferences {
  readonly left: References;
  readonly right: References;
}

/** Compares two versions of a passage, or describes one that stands on one side only. */
export function comparedPassage(left: Passage | undefined, right: Passage | undefined, references: BothReferences, movedFrom: string | null = null): ComparedPassage {
  const runs = left === undefined || right === undefined ? undefined : runsOf(tokensOf(left.text, references.left), tokensOf(right.text, references.right));
  const status = statusOf(left, right, runs);
  const change = {
    status,
    leftNumber: left?.number ?? null,
    rightNumber: right?.number ?? null,
    movedFrom,
    pieces: piecesOf(left, right, runs),
    substantive: status === 'changed' ? isSubstantive(runs ?? []) : status !== 'same',
    paths: changedPaths(left, right, runs),
  };
  return { left, right, movedFrom, runs, change };
}

function statusOf(left: Passage | undefined, right: Passage | undefined, runs: readonly Run[] | undefined): PassageChange['status'] {
  if (left === undefined) return 'added';
  if (right === undefined) return 'removed';
  if (runs === undefined) return 'rewritten';
  return runs.every(({ kind }) => kind === 'same') ? 'same' : 'changed';
}

function piecesOf(left: Passage | undefined, right: Passage | undefined, runs: readonly Run[] | undefined): TextPiece[] {
  const whole: TextPiece[] = [
    ...(left === undefined ? [] : [{ kind: 'removed' as const, text: visible(left.text) }]),
    ...(right === undefined ? [] : [{ kind: 'added' as const, text: visible(right.text) }]),
  ];
  return runs === undefined ? whole : runs.map((run): TextPiece => ({ kind: run.kind, text: run.kind === 'same' ? visible(run.right) : changedText(run) }));
}

/** In a change every odd space is written out, and a change that is nothing but a space says so. */
function changedText({ left, right }: Run): string {
  const text = visible(left + right, true);
  return text.trim() === '' ? text.replaceAll(' ', '‹space›').replaceAll(/\s/g, '‹line break›') : text;
}

/** White space, quotation marks, dashes and composed letters may differ in form without differing in meaning. */
function isSubstantive(runs: readonly Run[]): boolean {
  const plainly = (side: 'left' | 'right') => runs.map((run) => (run.kind === 'same' ? run.right : run[side])).join('');
  return formless(plainly('left')) !== formless(plainly('right'));
}

function formless(text: string): string {
  return text.normalize('NFC').replaceAll(/["'“”„‟«»‘’‚‛]/g, '"').replaceAll(/[‐‑–—−]/g, '-').replaceAll(/\s+/g, ' ').trim();
}

/** The terms whose printed value lies in what changed, on either side. */
function changedPaths(left: Passage | undefined, right: Passage | undefined, runs: readonly Run[] | undefined): string[] {
  if (runs === undefined) return [...new Set([...(left?.values ?? []), ...(right?.values ?? [])].map(({ path }) => path))];
  const touched = runs.flatMap((run) => {
    if (run.kind === 'removed') return touchedBy(left, run.leftStart, run.left.length);
    return run.kind === 'added' ? touchedBy(right, run.rightStart, run.right.length) : [];
  });
  return [...new Set(touched)];
}

function touchedBy(passage: Passage | undefined, start: number, length: number): string[] {
  return (passage?.values ?? []).filter((value) => start < value.end && start + length > value.start).map(({ path }) => path);
}
