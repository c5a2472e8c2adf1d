import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateFromBins, fitBinnedCbpe } from '#libs/measurement/estimation/binned-cbpe.js';
import { binnedMetrics, expectedFromBins } from '#libs/measurement/estimation/binned-metrics.js';
import { expectedMetrics } from '#libs/measurement/estimation/cbpe.js';
import { expectedCounts } from '#libs/measurement/estimation/expected-counts.js';
import { fitIsotonic, valuesAtAscending } from '#libs/measurement/estimation/isotonic.js';
import { realisedMetrics } from '#libs/measurement/estimation/realised.js';
import { type ScoredEvents, confusionOf, labelledByScore } from '#libs/measurement/estimation/scored-events.js';
import { rankingOfAscending } from '#libs/measurement/performance/sorted-ranking.js';
import { eventsOf, regularEvents } from './events.js';

const edgesOf = (bins: number) => Float64Array.from({ length: bins }, (_, bin) => (bin + 1) / bins);

function counted(events: ScoredEvents, upperEdges: Float64Array, isCounted: (row: number) => boolean): Float64Array {
  const counts = new Float64Array(upperEdges.length);
  for (const [row, score] of events.scores.entries()) if (isCounted(row)) counts[upperEdges.findIndex((edge) => score <= edge)]! += 1;
  return counts;
}

const decisionsIn = (events: ScoredEvents, upperEdges: Float64Array) => ({
  upperEdges,
  selected: counted(events, upperEdges, (row) => events.decisions[row] === 1),
  unselected: counted(events, upperEdges, (row) => events.decisions[row] === 0),
});
const labelled = (events: ScoredEvents, upperEdges: Float64Array) => ({
  scores: {
    upperEdges,
    positives: counted(events, upperEdges, (row) => events.outcomes[row] === 1),
    negatives: counted(events, upperEdges, (row) => events.outcomes[row] === 0),
  },
  confusion: confusionOf(events),
});
const rising = (score: number) => 0.9 * score ** 2;

describe('estimates from counts per score bin', () => {
  const edges = edgesOf(100);
  const model = fitBinnedCbpe([0.9, 1, 1.1].map((slope) => labelled(regularEvents(2_000, 400, (score) => slope * rising(score)), edges)))!;
  const later = regularEvents(4_000, 400, rising);
  const estimates = estimateFromBins(model, decisionsIn(later, edges));
  const { scores, outcomes } = labelledByScore(later);
  const truth = realisedMetrics(confusionOf(later), rankingOfAscending(scores, outcomes));

  test.each(binnedMetrics)('%s comes close to what turns out later, labelled as an estimate with its bound', (metric) => {
    const { estimate, isAlarm } = estimates[metric];
    expect(Math.abs(estimate.value.value! - truth[metric].value!)).toBeLessThan(0.01);
    expect(estimate).toMatchObject({ kind: 'estimated', sampleSize: 4_000 });
    expect(estimate.bound).toBeGreaterThan(0);
    expect(estimate.samplingError.value!).toBeGreaterThan(0);
    expect(isAlarm).toBe(false);
  });

  test('fitted on as many events as were labelled', () => {
    expect(model.fittedOn).toBe(6_000);
  });

  test('nobody selected raises the alarm', () => {
    const nobody = { ...decisionsIn(later, edges), selected: new Float64Array(100) };
    expect(estimateFromBins(model, nobody).precision).toMatchObject({ estimate: { value: { value: null } }, isAlarm: true });
  });

  test('a window without events has no estimate', () => {
    const empty = { upperEdges: edges, selected: new Float64Array(100), unselected: new Float64Array(100) };
    for (const metric of binnedMetrics) expect(estimateFromBins(model, empty)[metric].estimate.value.value).toBeNull();
  });
});

test('nothing labelled: nothing can be fitted', () => {
  expect(fitBinnedCbpe([])).toBeNull();
  expect(fitBinnedCbpe([labelled(eventsOf([0.5, 1, -1]), edgesOf(4))])).toBeNull();
});

const event = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1), fc.constantFrom(0, 1));

test('the exact estimate lies within the bound, whatever the scores, the bins and the calibration', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 40 }), fc.array(event, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 30 }), (list, reference, bins) => {
      const calibration = fitIsotonic(Float64Array.from(reference, ([score]) => score), Float64Array.from(reference, ([, , outcome]) => outcome))!;
      const { scores, decisions } = labelledByScore(eventsOf(...list));
      const calibrated = valuesAtAscending(calibration, scores);
      const exact = expectedMetrics(expectedCounts(calibrated, decisions), calibrated);
      const binned = expectedFromBins(calibration, decisionsIn(eventsOf(...list), edgesOf(bins)));
      for (const metric of binnedMetrics) {
        const [value, { figure, bound }] = [exact[metric].value, binned[metric]];
        if (value === null || figure.value === null) continue;
        // The exact ranking rounds its sums to five decimals, which shows where hardly a positive is expected.
        const expectedOfRarer = Math.min(...[calibrated, calibrated.map((one) => 1 - one)].map((part) => part.reduce((sum, one) => sum + one, 0)));
        expect(Math.abs(value - figure.value), metric).toBeLessThanOrEqual(bound + (metric === 'auc' ? 1e-4 / expectedOfRarer : 1e-9));
      }
    }),
  );
});

test('narrower bins leave a narrower bound', () => {
  const events = regularEvents(3_000, 1_000, rising);
  const calibration = fitIsotonic(Float64Array.of(0, 1), Float64Array.of(0, 1))!;
  const boundsWith = (bins: number) => expectedFromBins(calibration, decisionsIn(events, edgesOf(bins)));
  const [coarse, fine] = [boundsWith(10), boundsWith(500)];
  for (const metric of binnedMetrics) expect(fine[metric].bound, metric).toBeLessThan(coarse[metric].bound / 5);
});
