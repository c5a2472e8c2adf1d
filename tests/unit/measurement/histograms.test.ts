import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { featureBinOf, featureUpperEdge } from '#libs/measurement/intervals/feature-bins.js';
import { cellTotalsOf, scoreCounts, slicesOf } from '#libs/measurement/intervals/histograms.js';
import { mergeIntervals } from '#libs/measurement/intervals/intervals.js';
import { scoreBinOf } from '#libs/measurement/intervals/score-bins.js';
import { decodeCounts } from '#libs/measurement/intervals/sparse-counts.js';
import { featureBinsIn } from '#libs/measurement/reports/kept-counts.js';
import { hour } from './arbitraries.js';
import { type Happening, happenings, intervalsOf } from './full-events.js';

const oneVersion = happenings.map((list) => list.map(({ event, outcome }) => ({ event: { ...event, versionKey: 1, timeMs: hour }, outcome })));
const states = ['all', 'positive', 'negative'] as const;
const isIn = (state: (typeof states)[number], { outcome }: Happening): boolean => outcome === (state === 'all' ? null : state === 'positive');

/** Checks something against a plain count over events of one version and hour, of which there is at least one. */
function agrees(check: (list: readonly Happening[], row: ReturnType<typeof mergeIntervals>) => void): void {
  fc.assert(
    fc.property(oneVersion, (list) => {
      if (list.length > 0) check(list, mergeIntervals(intervalsOf(list)));
    }),
  );
}

describe('what an interval kept of its events', () => {
  test('are their scores by outcome and decision', () => {
    agrees((list, row) => {
      const scores = decodeCounts(row.scores);
      for (const state of states) {
        for (const decisions of [[null], [true], [false, true], undefined]) {
          const chosen = list.filter((item) => isIn(state, item) && !Number.isNaN(item.event.score) && (decisions ?? [null, true, false]).includes(item.event.decision));
          const counts = scoreCounts(scores, state, decisions);
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(chosen.length);
          for (const { event } of chosen) expect(counts[scoreBinOf(event.score)]).toBe(chosen.filter((other) => scoreBinOf(other.event.score) === scoreBinOf(event.score)).length);
        }
      }
    });
  });

  test('are their features by outcome', () => {
    agrees((list, row) => {
      const features = decodeCounts(row.features);
      const known = (position: number, item: Happening): boolean => !Number.isNaN(item.event.features[position] ?? Number.NaN);
      for (const position of [0, 1, 2, 3]) {
        for (const state of states) {
          const values = list.filter((item) => isIn(state, item) && known(position, item)).map(({ event }) => featureUpperEdge(featureBinOf(event.features[position]!)));
          const expected = [...Map.groupBy(values, (edge) => edge)].toSorted(([a], [b]) => a - b);
          const { keys, counts } = featureBinsIn([features], position, state);
          expect(Array.from(keys, featureUpperEdge)).toEqual(expected.map(([edge]) => edge));
          expect([...counts]).toEqual(expected.map(([, same]) => same.length));
        }
      }
    });
  });

  test('are the counts of each slice', () => {
    agrees((list, row) => {
      const slices = slicesOf(decodeCounts(row.slices));
      expect([...slices.keys()]).toEqual([...new Set(list.map(({ event }) => event.slice))].filter((slice) => slice > 0).toSorted((a, b) => a - b));
      for (const [slice, totals] of slices) {
        const events = list.filter(({ event, outcome }) => event.slice === slice && outcome === null).map(({ event }) => event);
        const outcomes = list.filter(({ event, outcome }) => event.slice === slice && outcome !== null).map(({ event, outcome }) => ({ ...event, positive: outcome }));
        const scored = outcomes.filter(({ score }) => !Number.isNaN(score));
        const millionths = (scores: readonly number[]): number => scores.filter((score) => !Number.isNaN(score)).reduce((sum, score) => sum + Math.round(score * 1e6), 0);
        expect(totals).toEqual({
          events: events.length,
          errors: events.filter(({ failed }) => failed).length,
          decided: events.filter(({ decision }) => decision !== null).length,
          selected: events.filter(({ decision }) => decision === true).length,
          scored: events.filter(({ score }) => !Number.isNaN(score)).length,
          scoreMillionths: millionths(events.map(({ score }) => score)),
          labelled: outcomes.length,
          positive: outcomes.filter(({ positive }) => positive).length,
          truePositive: outcomes.filter(({ decision, positive }) => decision === true && positive).length,
          falsePositive: outcomes.filter(({ decision, positive }) => decision === true && !positive).length,
          falseNegative: outcomes.filter(({ decision, positive }) => decision === false && positive).length,
          trueNegative: outcomes.filter(({ decision, positive }) => decision === false && !positive).length,
          labelledScored: scored.length,
          labelledScoreMillionths: millionths(scored.map(({ score }) => score)),
          positiveScored: scored.filter(({ positive }) => positive).length,
        });
      }
    });
  });

  test('are what people and users did with them', () => {
    agrees((list, row) => {
      const events = list.filter(({ outcome }) => outcome === null).map(({ event }) => event);
      const count = (wanted: (event: (typeof events)[number]) => boolean): number => events.filter(wanted).length;
      const overridden = list.filter(({ event: { decision, humanDecision } }) => decision !== null && humanDecision !== null && decision !== humanDecision);
      const { byUser, byReasons, ...totals } = cellTotalsOf(decodeCounts(row.counters));
      expect(totals).toEqual({
        selected: count(({ decision }) => decision === true),
        labelled: list.length - events.length,
        positive: list.filter(({ outcome }) => outcome === true).length,
        scored: count(({ score }) => !Number.isNaN(score)),
        withLatency: count(({ latencyMs }) => !Number.isNaN(latencyMs)),
        withSlice: count(({ slice }) => slice > 0),
        withFeatures: count(({ features }) => features.some((value) => !Number.isNaN(value))),
        withUser: count(({ user }) => user > 0),
        reviewed: count(({ humanDecision }) => humanDecision !== null),
        compared: count(({ decision, humanDecision }) => decision !== null && humanDecision !== null),
        overrode: overridden.filter(({ outcome }) => outcome === null).length,
        modelRight: overridden.filter(({ event, outcome }) => outcome !== null && outcome === event.decision).length,
        humanRight: overridden.filter(({ event, outcome }) => outcome !== null && outcome === event.humanDecision).length,
        unreviewed: count(({ decision, humanDecision }) => decision !== null && humanDecision === null),
        accepted: count(({ feedback }) => feedback === 0),
        edited: count(({ feedback }) => feedback === 1),
        rejected: count(({ feedback }) => feedback === 2),
        resolvedByAi: count(({ resolvedBy }) => resolvedBy === 0),
        resolvedByHuman: count(({ resolvedBy }) => resolvedBy === 1),
      });
      expect(byReasons).toEqual(Array.from({ length: 16 }, (_, reasons) => count((event) => Math.min(15, event.reasons) === reasons)));
      const users = Map.groupBy(events.filter(({ user }) => user > 0), ({ user }) => user);
      expect([...byUser]).toEqual([...users].toSorted(([a], [b]) => a - b).map(([user, same]) => [user, same.length]));
    });
  });
});
