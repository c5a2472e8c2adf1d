import type { Callout, CalloutKind } from '#libs/wire/comparisons.js';
import { usedDefinitions } from './defined-words.js';
import type { ComparedPassage } from './passages.js';
import { named, oddSpacesIn, skeletonOf, suspicionsIn } from './suspicious-characters.js';

/** A callout before it has its place. */
type Found = Pick<Callout, 'kind' | 'left' | 'right'>;

const digits = /\p{Nd}+(?:[.,]\p{Nd}+)*/gu;
const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half twice double';
const spelled = new RegExp(`\\b(?:${numberWords.replaceAll(' ', '|')})\\b`, 'giu');
const modal = /\b(?:shall|must|may|will|should|can|could|might|would)\b/giu;
const negation = /\b(?:not|no|never|neither|nor|none|without|cannot|unless|except|excluding)\b|n[’']t\b/giu;

/** What of a compared passage must be seen above the comparison. */
export function calloutsOf({ left, right, runs, change }: ComparedPassage, defined: readonly string[]): Found[] {
  const suspicious = suspicions(left?.text ?? '', right?.text ?? '');
  if (change.status !== 'changed' && change.status !== 'rewritten') return suspicious;
  const removed = runs === undefined ? (left?.text ?? '') : textOf(runs, 'removed', 'left');
  const added = runs === undefined ? (right?.text ?? '') : textOf(runs, 'added', 'right');
  return [
    ...difference('number', numbersOf(removed), numbersOf(added)),
    ...difference('modality', found(removed, modal), found(added, modal)),
    ...difference('negation', found(removed, negation), found(added, negation)),
    ...difference('defined-term', usedDefinitions(removed, defined), usedDefinitions(added, defined)),
    ...suspicious,
    ...(runs === undefined ? [] : [...spaces(removed, added), ...doubles(removed, added)]),
  ];
}

/** The text of one kind of runs, a space between two of them so that no words run together. */
function textOf(runs: NonNullable<ComparedPassage['runs']>, kind: 'removed' | 'added', side: 'left' | 'right'): string {
  return runs.filter((run) => run.kind === kind).map((run) => run[side]).join(' ');
}

const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([word]) => word.toLowerCase());
const numbersOf = (text: string): string[] => [...[...text.matchAll(digits)].map(([number]) => number), ...found(text, spelled)];

/** What one side has more of than the other, or nothing. */
function difference(kind: CalloutKind, left: readonly string[], right: readonly string[]): Found[] {
  const [gone, come] = [without(left, right), without(right, left)];
  return gone.length + come.length === 0 ? [] : [{ kind, left: listed(gone), right: listed(come) }];
}

function without(list: readonly string[], other: readonly string[]): string[] {
  const rest = [...other];
  return list.filter((item) => {
    const at = rest.indexOf(item);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

const listed = (words: readonly string[]): string | null => (words.length === 0 ? null : words.join(', '));

/** What cannot be seen is said whether or not the earlier text had it too: nobody agreed to it. A confusable word is said when it is new. */
function suspicions(left: string, right: string): Found[] {
  const before = new Set(suspicionsIn(left).map(({ shown }) => shown));
  const shown = new Map(suspicionsIn(right).map((suspicion) => [suspicion.shown, suspicion]));
  const said = [...shown.values()].filter((suspicion) => suspicion.kind === 'invisible' || !before.has(suspicion.shown));
  return said.map((suspicion) => ({ kind: suspicion.kind, left: before.has(suspicion.shown) ? suspicion.shown : null, right: suspicion.shown }));
}

function spaces(removed: string, added: string): Found[] {
  return difference('space', oddSpacesIn(removed), oddSpacesIn(added));
}

/** A word put in the place of one that looks the same. Words that give themselves away are named by `suspicions` already. */
function doubles(removed: string, added: string): Found[] {
  const gone = new Map(words(removed).map((word) => [skeletonOf(word), word]));
  return words(added).flatMap((word): Found[] => {
    const before = gone.get(skeletonOf(word));
    if (before === undefined || before === word.normalize('NFC') || suspicionsIn(word).length > 0) return [];
    return [{ kind: 'confusable', left: named(before), right: named(word) }];
  });
}

const words = (text: string): string[] => [...text.normalize('NFC').matchAll(/[\p{L}\p{M}\p{N}]+(?:[.,][\p{L}\p{N}]+)*/gu)].map(([word]) => word);
