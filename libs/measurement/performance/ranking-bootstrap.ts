import { type BootstrapChoice, percentileBounds } from '../statistics/bootstrap.js';
import { type MeasuredFigure, intervalName, undefinedMeasure } from '../statistics/measured-figure.js';
import type { SeededRandom } from '../statistics/seeded-random.js';
import type { Ranking } from './ranking.js';
import { type RankingStatistic, oneClass } from './roc.js';

/**
 * AUC, average precision or KS separation with its bootstrap percentile interval. Positives and negatives are drawn from their own kind,
 * so that every resample has as many of each as the rows. A resample costs one draw per row and no sort, at a million rows about
 * 30 ms: two thousand of them take a minute, where DeLong's interval of the AUC takes 2 ms. Undefined as the statistic is.
 */
export function bootstrapRanking(ranking: Ranking, statistic: RankingStatistic, choice: BootstrapChoice): MeasuredFigure {
  const reason = oneClass(ranking);
  const sampleSize = ranking.positiveTotal + ranking.negativeTotal;
  if (reason !== null) return undefinedMeasure(reason, 'bootstrap', choice.confidence, sampleSize);
  const highs = placesOf(ranking.positives, ranking.positiveTotal);
  const lows = placesOf(ranking.negatives, ranking.negativeTotal);
  const resample = { ...ranking, positives: new Uint32Array(ranking.positives.length), negatives: new Uint32Array(ranking.negatives.length) };
  const bounds = percentileBounds(choice, (random) => {
    draw(highs, resample.positives, random);
    draw(lows, resample.negatives, random);
    return statistic(resample).value ?? Number.NaN;
  });
  return { figure: statistic(ranking), sampleSize, bounds, interval: intervalName('bootstrap', choice.confidence) };
}

/** For each row of a class, which of the distinct scores it has. */
function placesOf(counts: Uint32Array, total: number): Uint32Array {
  const places = new Uint32Array(total);
  let row = 0;
  for (let at = 0; at < counts.length; at++) {
    places.fill(at, row, row + counts[at]!);
    row += counts[at]!;
  }
  return places;
}

function draw(places: Uint32Array, counts: Uint32Array, random: SeededRandom): void {
  counts.fill(0);
  for (let row = 0; row < places.length; row++) counts[places[random.below(places.length)]!]!++;
}
