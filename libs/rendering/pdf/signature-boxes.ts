import { signatureFields } from '../document-model.js';
import type { Box } from './box.js';
import type { Composer } from './composer.js';
import { element, printed } from './structure.js';
import { baselineOf } from './text-boxes.js';
import { colour, page, textWidth, type } from './theme.js';

const gap = 28;
const lineHeight = 27;

/** Places to sign, two beside each other; they never part. */
export function signatureBoxes(parties: readonly { readonly role: string; readonly name: string }[], { set, root }: Composer): Box[] {
  const width = (textWidth - gap) / 2;
  const blocks = parties.map((party) => ({ party, owner: element(set.pdf, root, 'P') }));
  const pairs = blocks.flatMap((block, at) => (at % 2 === 0 ? [[block, blocks[at + 1]] as const] : []));
  return pairs.map((pair): Box => ({
    before: 16,
    height: 32 + signatureFields.length * lineHeight,
    keepWithNext: false,
    header: null,
    paint: (y) => {
      for (const [column, block] of pair.entries()) {
        if (block === undefined) continue;
        const x = page.left + column * (width + gap);
        printed(set.pdf, block.owner, 'P', () => {
          set.print(`${block.party.role} `, x, baselineOf(y, type.small), 'sans', type.small.size, colour.soft);
          set.print(`${block.party.name} `, x, baselineOf(y + 11, type.body), 'sans-strong', type.body.size, colour.ink);
          for (const [at, field] of signatureFields.entries()) {
            set.print(`${field} `, x, y + 32 + (at + 1) * lineHeight - 3, 'sans', type.small.size, colour.soft);
          }
        });
        printed(set.pdf, null, 'Artifact', () => {
          for (const at of signatureFields.keys()) {
            const below = y + 32 + (at + 1) * lineHeight;
            set.pdf.moveTo(x, below).lineTo(x + width, below).lineWidth(0.5).strokeColor(colour.strongRule).stroke();
          }
        });
      }
    },
  }));
}
