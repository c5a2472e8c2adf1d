import { aucOf } from '../performance/roc.js';
import { rankingOfAscending } from '../performance/sorted-ranking.js';
import { sortedOrder } from '../statistics/sorted-order.js';
import { type Blocks, newBlocks, valuesAtAscending } from './isotonic.js';
import type { LabelledEvents } from './scored-events.js';

const folds = 10;
const bins = 10;
/** Scores that order nearly perfectly are left as they are, as NannyML leaves them. */
const nearlyPerfect = 0.999;

/**
 * Whether isotonic calibration brings scores closer to the rates behind them. Ten-fold cross-validation without chance: each class is
 * dealt out to ten folds in turn, each fold is calibrated by the other nine, and the calibration error over ten bins of equal count,
 * all folds together, is compared before and after. Never with one class or an AUC above 0.999. The folds
 * are dealt in the order of the events' arrival.
 */
export function needsCalibration(known: LabelledEvents): boolean {
  const auc = aucOf(rankingOfAscending(known.scores, known.outcomes)).value;
  if (auc === null || auc > nearlyPerfect) return false;
  const foldOf = dealt(known.outcomes, known.rows);
  const calibrated = new Float64Array(known.scores.length);
  const blocks = newBlocks();
  for (let fold = 0; fold < folds; fold++) calibrateFold(known, foldOf, fold, calibrated, blocks);
  return equalCountError(known.scores, known.outcomes) > equalCountError(calibrated, known.outcomes);
}

/** Expected calibration error, Σ |sum of scores - positives| / n over ten bins of equal count by score; the last takes the remainder. */
export function equalCountError(scores: Float64Array, outcomes: Int8Array): number {
  const order = sortedOrder(scores);
  const width = Math.max(1, Math.floor(order.length / bins));
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const end = bin === bins - 1 ? order.length : Math.min(order.length, (bin + 1) * width);
    let distance = 0;
    for (let at = bin * width; at < end; at++) distance += scores[order[at]!]! - outcomes[order[at]!]!;
    error += Math.abs(distance);
  }
  return error / order.length;
}

/** The fold of each event: the events of a class, in the order of their rows, go to the folds in turn. */
function dealt(outcomes: Int8Array, rows: Uint32Array): Uint8Array {
  const eventAt = new Int32Array(rows.reduce((most, row) => Math.max(most, row), 0) + 1).fill(-1);
  for (let event = 0; event < rows.length; event++) eventAt[rows[event]!] = event;
  const foldOf = new Uint8Array(outcomes.length);
  const seen = [0, 0];
  for (let row = 0; row < eventAt.length; row++) {
    const event = eventAt[row]!;
    if (event >= 0) foldOf[event] = seen[outcomes[event]!]!++ % folds;
  }
  return foldOf;
}

function calibrateFold({ scores, outcomes }: LabelledEvents, foldOf: Uint8Array, fold: number, calibrated: Float64Array, blocks: Blocks): void {
  const tested = new Float64Array(scores.length);
  let [x, weight, sum, tests] = [Number.NaN, 0, 0, 0];
  blocks.clear();
  for (let event = 0; event < scores.length; event++) {
    const score = scores[event]!;
    if (foldOf[event] === fold) {
      tested[tests++] = score;
      continue;
    }
    if (score !== x) {
      if (weight > 0) blocks.add(x, weight, sum);
      x = score;
      weight = 0;
      sum = 0;
    }
    weight++;
    sum += outcomes[event]!;
  }
  if (weight > 0) blocks.add(x, weight, sum);
  const map = blocks.toMap();
  const values = map === null ? tested : valuesAtAscending(map, tested.subarray(0, tests));
  for (let event = 0, test = 0; event < scores.length; event++) if (foldOf[event] === fold) calibrated[event] = values[test++]!;
}
