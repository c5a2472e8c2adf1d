import type { Box, Placed } from './box.js';

/**
 * Puts boxes on pages between `top` and `bottom`. Boxes that keep with the next move together, so no heading stands alone
 * at the foot of a page; a chain longer than a page is divided where it must be.
 */
export function flow(boxes: readonly Box[], top: number, bottom: number): Placed[][] {
  const pages: Placed[][] = [[]];
  let y = top;
  for (const chain of chainsOf(boxes)) {
    const isTooLong = heightOf(chain) > bottom - top;
    for (const part of isTooLong ? chain.map((box) => [box]) : [chain]) {
      const placed = pages.at(-1) ?? [];
      const needed = heightOf(part) - (placed.length === 0 ? (part[0]?.before ?? 0) : 0);
      if (placed.length > 0 && y + needed > bottom) {
        pages.push([]);
        y = top;
      }
      y = place(part, pages.at(-1) ?? [], y);
    }
  }
  return pages;
}

function place(boxes: readonly Box[], placed: Placed[], from: number): number {
  let y = from;
  for (const box of boxes) {
    const isFirst = placed.length === 0;
    if (isFirst && box.header !== null) {
      placed.push({ box: box.header, y, isRepeated: true });
      y += box.header.height;
    } else if (!isFirst) y += box.before;
    placed.push({ box, y, isRepeated: false });
    y += box.height;
  }
  return y;
}

function chainsOf(boxes: readonly Box[]): Box[][] {
  const chains: Box[][] = [];
  let isOpen = false;
  for (const box of boxes) {
    if (isOpen) chains.at(-1)?.push(box);
    else chains.push([box]);
    isOpen = box.keepWithNext;
  }
  return chains;
}

const heightOf = (boxes: readonly Box[]) => boxes.reduce((sum, { before, height }) => sum + before + height, 0);
