import { Big } from 'big.js';
import type { TermValues } from '#libs/wire/terms.js';
import type { Remark } from '../finding.js';
import { integerOf } from '../value-of.js';

/** What was measured before on the systems of a draft. Values are decimal texts in percent. */
export interface Past {
  /** The best value that a metric ever reached over a window, and over how many windows. */
  readonly best: Readonly<Record<string, { readonly value: string; readonly windows: number }>>;
  /** The median of decided events with an outcome in a window; null when nothing was measured. */
  readonly typicalSample: number | null;
  /** Decided events that tell a shortfall of three points below the promised accuracy from chance; null when there is no such promise. */
  readonly neededSample: number | null;
}

/** Promises beyond what was ever measured, and samples that cannot decide. */
export function pastFindings(terms: TermValues, past: Past): Remark[] {
  return [...beyond(terms, 'uptime.target', 'availability', past), ...beyond(terms, 'accuracy.target', String(terms['accuracy.metric'] ?? ''), past), ...undecidable(terms, past)];
}

function beyond(terms: TermValues, path: string, metric: string, { best }: Past): Remark[] {
  const [target, reached] = [terms[path], best[metric]];
  if (typeof target !== 'string' || reached === undefined || new Big(target).lte(reached.value)) return [];
  return [{ severity: 'warning', path, message: `${target} % was never reached: the best of ${reached.windows} measured windows is ${reached.value} %` }];
}

function undecidable(terms: TermValues, { typicalSample, neededSample }: Past): Remark[] {
  const path = 'accuracy.minimumSample';
  if (terms[path] === undefined) return [];
  const least = integerOf(terms, path);
  const remarks: Remark[] = [];
  if (typicalSample !== null && typicalSample < least) {
    remarks.push({ severity: 'warning', path, message: `A window usually has ${typicalSample} decided events with an outcome; the minimum of ${least} would leave it undecided` });
  }
  if (terms['accuracy.decision'] === 'confidence' && neededSample !== null && neededSample > (typicalSample ?? least)) {
    remarks.push({ severity: 'warning', path, message: `To tell a shortfall of three points from chance ${neededSample} decided events are needed; ${typicalSample === null ? `the minimum is ${least}` : `a window usually has ${typicalSample}`}` });
  }
  return remarks;
}
