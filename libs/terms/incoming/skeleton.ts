import { boundOf, type Bound } from './bounds.js';
import { quantitiesIn, type Quantity } from './quantities.js';

/** A figure of a sentence, and which side of it is promised. */
export interface BoundQuantity extends Quantity {
  readonly bound: Bound;
}

/** A sentence with its figures taken out: "is at least ⟦percent:0:floor⟧ of the time". Lower case, single spaces, without markup. */
export interface Skeleton {
  readonly words: string;
  readonly quantities: readonly BoundQuantity[];
}

/** Takes the figures out of a sentence, so that patterns speak of words and kinds of figures only. */
export function skeletonOf(sentence: string, dollar: 'USD' | null): Skeleton {
  const quantities = quantitiesIn(sentence, dollar).map((quantity) => ({ ...quantity, bound: boundOf(sentence.slice(0, quantity.start), sentence.slice(quantity.end)) }));
  let words = '';
  let at = 0;
  for (const [index, { start, end, kind, bound }] of quantities.entries()) {
    words += `${sentence.slice(at, start)}⟦${kind}:${index}:${bound}⟧`;
    at = end;
  }
  const marked = words + sentence.slice(at);
  return { quantities, words: marked.replaceAll(/⟦\w+:\d+:\w+⟧|[*_`]/g, (part) => (part.length > 1 ? part : '')).replaceAll(/[’‘]/g, "'").replaceAll(/\s+/g, ' ').split(/(⟦[^⟧]*⟧)/).map((part, odd) => (odd % 2 === 0 ? part.toLowerCase() : part)).join('') };
}
