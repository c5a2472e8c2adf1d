import { Big } from 'big.js';
import type { PaperRange } from '#libs/wire/incoming-papers.js';
import type { CreditTier } from '#libs/wire/terms.js';
import { type BoundQuantity, skeletonOf } from './skeleton.js';

/** The tiers that rows of a clause state, and the stretch of text they were read from. */
export interface StatedTiers {
  readonly path: 'credits.uptimeTiers' | 'credits.latencyTiers';
  readonly tiers: readonly CreditTier[];
  readonly range: PaperRange;
}

interface Row {
  readonly bound: string;
  readonly inclusive: boolean;
  readonly percent: string;
  readonly range: PaperRange;
}

const credited = /credit|rebate|reduction|of the (?:monthly|applicable|corresponding)/;

/**
 * Reads a credit schedule from the rows or sentences of a clause: each names what is worse than the level and one percentage.
 * Rows must follow each other from mild to severe, or nothing is read: a guess at a schedule is worse than none.
 */
export function tiersIn(text: string, heading: string, sentences: readonly PaperRange[]): StatedTiers | null {
  const context = `${heading} ${sentences.map(({ start, end }) => text.slice(start, end)).join(' ')}`.toLowerCase();
  if (!credited.test(context)) return null;
  const isLatency = /latency|response time|millisecond/.test(context);
  if (isLatency === /availab|uptime|downtime/.test(context)) return null;
  const rows = sentences.flatMap((range) => rowOf(text.slice(range.start, range.end), range, isLatency));
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined || rows.length > 10 || !isOrdered(rows, isLatency)) return null;
  return {
    path: isLatency ? 'credits.latencyTiers' : 'credits.uptimeTiers',
    tiers: rows.map(({ bound, inclusive, percent }) => ({ bound, inclusive, percent })),
    range: { start: first.range.start, end: last.range.end },
  };
}

function rowOf(sentence: string, range: PaperRange, isLatency: boolean): Row[] {
  const { words, quantities } = skeletonOf(sentence, null);
  if (/\b(?:total|aggregate|maximum|exceed (?:a|the)|cap(?:ped)?|in no event)\b/.test(words) && !/\|/.test(words)) return [];
  const levels = quantities.filter(({ kind }) => kind === (isLatency ? 'milliseconds' : 'percent'));
  const credit = quantities.filter(({ kind }) => kind === 'percent').at(-1);
  const stated = isLatency ? levels : levels.slice(0, -1);
  if (credit === undefined || stated.length === 0 || stated.length > 2 || quantities.some(({ otherwise }) => otherwise !== null)) return [];
  const bound = isLatency ? worstOf(stated, 'above', 'ceiling') : worstOf(stated, 'below', 'floor') ?? rangeTop(words, stated);
  return bound === null ? [] : [{ ...bound, percent: credit.amount, range }];
}

/** "Less than 99.5 % but at least 99 %": what is worse is below the first; the second is the next row's. */
function worstOf(stated: readonly BoundQuantity[], worse: 'below' | 'above', rest: 'floor' | 'ceiling'): Pick<Row, 'bound' | 'inclusive'> | null {
  const strict = stated.filter(({ bound }) => bound === worse);
  const [limit] = strict;
  const others = stated.filter((one) => one !== limit);
  if (limit === undefined || strict.length !== 1 || others.some(({ bound }) => bound !== rest && bound !== 'plain')) return null;
  return { bound: limit.amount, inclusive: false };
}

/** "99.0 % to 99.49 %": the greater figure is still in the row. */
function rangeTop(words: string, stated: readonly BoundQuantity[]): Pick<Row, 'bound' | 'inclusive'> | null {
  const [one, other] = stated;
  if (one === undefined || other === undefined || !/⟦percent:0:\w+⟧ ?(?:-|–|—|to|and) ?⟦percent:1:\w+⟧/.test(words)) return null;
  const top = new Big(one.amount).gt(other.amount) ? one : other;
  return { bound: top.amount, inclusive: true };
}

function isOrdered(rows: readonly Row[], isLatency: boolean): boolean {
  return rows.every((row, at) => {
    const before = rows[at - 1];
    if (before === undefined) return true;
    const isWorse = isLatency ? new Big(row.bound).gt(before.bound) : new Big(row.bound).lt(before.bound);
    return isWorse && new Big(row.percent).gt(before.percent);
  });
}
