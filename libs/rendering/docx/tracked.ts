import type { PassageChange, TextPiece } from '#libs/wire/comparisons.js';
import { type Markup, tag, textNode } from '../markup.js';
import { paragraph, run, type Style } from './paragraph.js';

/** Who is named as the author of every change, and when; `date` is an instant. */
export interface Tracking {
  readonly author: string;
  readonly date: string;
}

/** Marks changes with ids that count up through one document. */
export interface Tracker {
  readonly passage: (style: Style, change: PassageChange) => Markup;
}

/** A tracker for one document: what came in and what went is marked so that a word processor can accept or reject it. */
export function tracker({ author, date }: Tracking): Tracker {
  let last = 0;
  const revision = () => ({ 'w:id': ++last, 'w:author': author, 'w:date': date.replace(/\.\d+Z$/, 'Z') });
  const piece = ({ kind, text }: TextPiece): Markup => {
    if (kind === 'same') return run(text);
    return kind === 'added' ? tag('w:ins', revision(), run(text)) : tag('w:del', revision(), tag('w:r', {}, tag('w:delText', { 'xml:space': 'preserve' }, textNode(text))));
  };
  const passage = (style: Style, change: PassageChange): Markup => {
    const pieces = [...numberPieces(change), ...change.pieces];
    const isNew = pieces.every(({ kind }) => kind === 'added');
    const isGone = pieces.every(({ kind }) => kind === 'removed');
    // The mark of a paragraph that came or went as a whole goes with it; otherwise accepting leaves an empty line.
    const mark = isNew ? tag('w:ins', revision()) : isGone ? tag('w:del', revision()) : undefined;
    return paragraph(style, pieces.map(piece), mark === undefined ? {} : { mark });
  };
  return { passage };
}

/** Numbers stand as text: those of a comparison are no list that counts on. */
function numberPieces({ leftNumber, rightNumber }: PassageChange): TextPiece[] {
  if (leftNumber === rightNumber) return leftNumber === null ? [] : [{ kind: 'same', text: `${leftNumber}\t` }];
  return [
    ...(leftNumber === null ? [] : [{ kind: 'removed', text: `${leftNumber} ` } as const]),
    ...(rightNumber === null ? [] : [{ kind: 'added', text: `${rightNumber} ` } as const]),
  ];
}
