import type { Element } from './structure.js';
import type { Typesetter } from './typesetter.js';

/** What turns a block into boxes: the typesetter, and the element under which the block's own elements go. */
export interface Composer {
  readonly set: Typesetter;
  readonly root: Element;
}
