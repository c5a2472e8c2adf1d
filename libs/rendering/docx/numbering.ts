import type { Block } from '../document-model.js';

/**
 * Whether a word processor that counts headings and their paragraphs comes to the very numbers of the document. If so
 * they are a real list; if not (a comparison, a clause in a numbering of its own) the numbers stand as text.
 */
export function countsAsList(blocks: readonly Block[]): boolean {
  let [clause, below] = [0, 0];
  for (const block of blocks) {
    if ((block.kind !== 'heading' && block.kind !== 'paragraph') || block.number === null) continue;
    if (block.kind === 'heading') [clause, below] = [clause + 1, 0];
    else below += 1;
    const counted = block.kind === 'heading' ? String(clause) : `${clause}.${below}`;
    if (block.number !== counted) return false;
  }
  return true;
}
