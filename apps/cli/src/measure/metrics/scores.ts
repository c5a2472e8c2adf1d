import { calibrationBins } from '#libs/measurement/performance/calibration-bins.js';
import { calibrationErrors, murphyOf } from '#libs/measurement/performance/calibration-errors.js';
import { calibrationInTheLarge, calibrationLine, meanScore, observedRate, observedToExpected } from '#libs/measurement/performance/calibration-fit.js';
import { measuredAuc } from '#libs/measurement/performance/delong.js';
import { brierReference, brierScore, brierSkill, logLoss } from '#libs/measurement/performance/proper-scores.js';
import { bootstrapRanking } from '#libs/measurement/performance/ranking-bootstrap.js';
import { type Ranking, rankingOf } from '#libs/measurement/performance/ranking.js';
import { averagePrecision, giniOf, ksSeparation, type RankingStatistic } from '#libs/measurement/performance/roc.js';
import { type ScoredRows, scoredRows } from '#libs/measurement/performance/scored-rows.js';
import { topShare } from '#libs/measurement/performance/top-rows.js';
import { calibrationChart, calibrationDetails, outcomeChart } from '../charts/score-charts.js';
import { finding, type Finding, type Reading, reading, readingOf } from '../finding.js';
import { column, numbers } from '../input-flag.js';
import type { Metric } from '../metric.js';
import type { MeasureOptions } from '../options.js';
import { inWords, number, percent, reasonInWords } from '../words.js';

const seed = 20_261_121;
/** Resamples of the bootstrap, as many as keep it within seconds: each draws every row once. */
const resamplesFor = (rows: number): number => Math.min(1_000, Math.max(100, Math.round(20_000_000 / Math.max(1, rows))));

type Judge = (rows: ScoredRows, options: MeasureOptions) => Omit<Finding, 'notes' | 'answer'>;

function scored(name: string, line: string, judge: Judge, options: Metric['options'] = []): Metric {
  return {
    name,
    line,
    inputs: [column('labels'), numbers('scores')],
    options: ['positive', ...options],
    compute: (inputs, given) => {
      const notes: string[] = [];
      const rows = scoredRows(inputs.numbers('scores'), inputs.classes('labels', given.positive, notes));
      if (rows.dropped > 0) notes.push(`${number(rows.dropped)} rows lack the outcome or the score and are left out.`);
      const found = judge(rows, given);
      return { ...found, notes, answer: null, details: { rows: rows.scores.length, positives: rows.positives, dropped: rows.dropped, ...found.details } };
    },
  };
}

/** The sentence about a value, or why there is none. */
function say(name: string, value: Reading, sentence: (shown: string) => string, write = number): string {
  return value.figure.value === null ? `${name} is undefined: ${reasonInWords(value.figure.reason)}.` : sentence(inWords(value, write));
}

function bootstrapped(ranking: Ranking, statistic: RankingStatistic): Reading {
  const resamples = resamplesFor(ranking.positiveTotal + ranking.negativeTotal);
  const value = readingOf(bootstrapRanking(ranking, statistic, { confidence: 0.95, resamples, seed }));
  return { ...value, interval: `${value.interval}, ${resamples} resamples` };
}

export const scores: readonly Metric[] = [
  scored('auc', 'area under the ROC curve: how often a positive is scored above a negative', (rows) => {
    const ranking = rankingOf(rows);
    const value = readingOf(measuredAuc(ranking));
    const sentence = say('The AUC', value, (shown) => `A positive outcome is scored above a negative one with probability ${shown}; 0.5 is chance.`);
    return finding(value, sentence, { figures: { gini: reading(giniOf(ranking), value.sampleSize) }, chart: outcomeChart(rows) });
  }),
  scored('average-precision', 'average precision, the area under precision and recall', (rows) => {
    const ranking = rankingOf(rows);
    const value = bootstrapped(ranking, averagePrecision);
    const sentence = say('Average precision', value, (shown) => `Average precision is ${shown}; scores that say nothing have ${percent(rows.positives / rows.scores.length)}.`, percent);
    return finding(value, sentence, { figures: { prevalence: readingOf(observedRate(rows)) }, chart: outcomeChart(rows) });
  }),
  scored('ks-separation', 'largest distance of true and false positive rate over all thresholds', (rows) => {
    const value = bootstrapped(rankingOf(rows), ksSeparation);
    const sentence = say('The separation', value, (shown) => `At the best threshold the true positive rate lies ${shown} above the false positive rate; 0 is chance, 1 is perfect.`);
    return finding(value, sentence, { chart: outcomeChart(rows) });
  }),
  scored('log-loss', 'mean of -ln(probability given to what happened)', (rows) => {
    const value = readingOf(logLoss(rows));
    return finding(value, say('Log loss', value, (shown) => `Log loss is ${shown} nats; lower is better, 0.693 is a coin.`), { chart: calibrationChart(rows, 10) });
  }),
  scored('brier', 'Brier score: mean squared distance of probability and outcome, with its decomposition', (rows, { bins }) => {
    const value = readingOf(brierScore(rows));
    const n = rows.scores.length;
    const { reliability, resolution, uncertainty, withinBins } = murphyOf(rows, calibrationBins(rows, 'equal-width', bins));
    const figures = { skill: reading(brierSkill(rows), n), reference: reading(brierReference(rows), n), reliability: reading(reliability, n), resolution: reading(resolution, n), uncertainty: reading(uncertainty, n), 'within-bins': reading(withinBins, n) };
    const sentence = say('The Brier score', value, (shown) => `The Brier score is ${shown}; always saying the observed rate has ${inWords(figures.reference)}.`);
    return finding(value, sentence, { figures, chart: calibrationChart(rows, bins) });
  }, ['bins']),
  scored('calibration', 'expected calibration error (ECE, equal width) with the calibration line and observed / expected', (rows, { bins }) => {
    const n = rows.scores.length;
    const [width, mass] = [calibrationErrors(rows, calibrationBins(rows, 'equal-width', bins)), calibrationErrors(rows, calibrationBins(rows, 'equal-mass', bins))];
    const line = calibrationLine(rows);
    const figures = {
      'maximum-error': reading(width.maximum, n),
      'equal-mass-error': reading(mass.expected, n),
      'mean-score': reading(meanScore(rows), n),
      'observed-rate': readingOf(observedRate(rows)),
      'observed-over-expected': reading(observedToExpected(rows), n),
      slope: reading(line.slope, n),
      intercept: reading(line.intercept, n),
      'in-the-large': reading(calibrationInTheLarge(rows), n),
    };
    const value = reading(width.expected, n);
    const sentence = say('The calibration error', value, (shown) => `Scores lie ${shown} from the observed rate on average (ECE over ${bins} bins of equal width): ${inWords(figures['mean-score'])} is promised, ${inWords(figures['observed-rate'])} happened.`);
    return finding(value, sentence, { figures, chart: calibrationChart(rows, bins), details: { bins: calibrationDetails(rows, bins) } });
  }, ['bins']),
  scored('lift', 'how much richer in positives the best-scored rows are (--top, a tenth unless said)', (rows, { top }) => {
    const best = topShare(rows, top);
    const value = reading(best.lift, best.rows);
    const figures = { precision: readingOf(best.precision), capture: readingOf(best.capture), prevalence: readingOf(observedRate(rows)) };
    const sentence = say('The lift', value, (shown) => `The best ${percent(top)} by score (${number(best.rows)} rows) have ${shown} times the share of positives of all rows and hold ${inWords(figures.capture, percent)} of the positives.`);
    return finding(value, sentence, { figures, details: { topRows: best.rows, topPositives: best.positives } });
  }, ['top']),
];
