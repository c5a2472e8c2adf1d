import type { Block, DocumentModel } from '#libs/rendering/document-model.js';
import { renderDocx } from '#libs/rendering/render-docx.js';
import { renderPdf } from '#libs/rendering/render-pdf.js';
import { agreementModel } from '../unit/rendering/documents.js';
import { fonts } from '../unit/rendering/fonts.js';
import { atMost, median, type PartReport, shown } from './bench.js';

const clauses = 30;
const rounds = 15;

/** How long an agreement of thirty clauses takes to become a file, once the fonts have been read. */
export async function rendering(): Promise<PartReport> {
  const model = ofThirtyClauses(agreementModel());
  const pdf = await timed(() => renderPdf(model, fonts));
  const docx = await timed(() => renderDocx(model));
  return {
    lines: [atMost(`agreement of ${clauses} clauses to PDF`, pdf, 300, ' ms'), shown(`agreement of ${clauses} clauses to DOCX`, `${docx.toFixed(0)} ms`)],
    versions: {},
  };
}

/** The shipped clauses over and over, numbered on, with the terms of all of them in the schedule. */
function ofThirtyClauses(model: DocumentModel): DocumentModel {
  const isClause = (block: Block) => (block.kind === 'heading' || block.kind === 'paragraph') && block.number !== null;
  const shipped = model.blocks.filter(isClause).reduce<Block[][]>((groups, block) => (block.kind === 'heading' ? [...groups, [block]] : [...groups.slice(0, -1), [...(groups.at(-1) ?? []), block]]), []);
  const many = Array.from({ length: clauses }, (_, at) => (shipped[at % shipped.length] ?? []).map((block) => renumbered(block, at + 1)));
  const before = model.blocks.slice(0, model.blocks.findIndex(isClause));
  const after = model.blocks.filter((block) => !isClause(block)).slice(before.length);
  const times = Math.ceil(clauses / shipped.length);
  return { ...model, blocks: [...before, ...many.flat(), ...after.map((block) => (block.kind === 'table' ? { ...block, rows: Array.from({ length: times }, () => block.rows).flat() } : block))] };
}

function renumbered(block: Block, clause: number): Block {
  if (block.kind === 'heading') return { ...block, number: String(clause) };
  return block.kind === 'paragraph' && block.number !== null ? { ...block, number: block.number.replace(/^\d+/, String(clause)) } : block;
}

/** Milliseconds of the median round, after as many to warm up. */
async function timed(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 2 * rounds; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return median(times.slice(rounds));
}
