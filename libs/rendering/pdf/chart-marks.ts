import type { PointState } from '../document-model.js';
import { colour } from './theme.js';
import type { Pdf } from './typesetter.js';

const r = 3.2;

/** The mark of a window: each state has its own shape, so the chart can be read without colour. */
export function mark(pdf: Pdf, state: PointState, x: number, y: number, isSubject: boolean): void {
  if (isSubject) pdf.circle(x, y, r + 3.2).lineWidth(0.8).strokeColor(colour.ink).stroke();
  switch (state) {
    case 'met':
      pdf.circle(x, y, r).fill(colour.met);
      break;
    case 'breached':
      pdf.rect(x - r, y - r, 2 * r, 2 * r).fill(colour.breached);
      break;
    case 'provisional':
      pdf.circle(x, y, r).lineWidth(0.9).dash(1.6, { space: 1.2 }).fillAndStroke('#ffffff', colour.soft).undash();
      break;
    case 'insufficient-data':
      pdf.polygon([x, y - r - 0.8], [x + r + 0.8, y], [x, y + r + 0.8], [x - r - 0.8, y]).lineWidth(0.9).fillAndStroke('#ffffff', colour.insufficient);
      break;
    case 'not-measured':
      pdf.moveTo(x - r, y - r).lineTo(x + r, y + r).moveTo(x - r, y + r).lineTo(x + r, y - r).lineWidth(0.9).strokeColor(colour.soft).stroke();
      break;
  }
}
