import type { DriftAnswer, DriftMeasure, DriftStatistic, WatchedColumn } from '#libs/wire/drift-reports.js';
import { type Alarm, type Correction, type Watched, alarmsOf } from '../drift/alarm.js';
import type { Assessment } from '../drift/assessment.js';
import { persistent } from '../drift/persistence.js';
import { boundOf, exactly } from '../drift/ranged-figure.js';
import { type DriftRule, defaultRule } from '../drift/rule.js';
import { alignedColumns } from './aligned-columns.js';
import { assessmentsOf, decidingMeasure } from './drift-assessments.js';
import { type IncomparableColumn, incomparableColumns } from './incomparable-columns.js';
import { shownHistogram } from './shown-histogram.js';
import { type ColumnSide, type ColumnSides, extentOf } from './watched-columns.js';

/** How columns are judged. */
export interface DriftChoice {
  readonly measure: DriftMeasure;
  readonly threshold: number | undefined;
  readonly level: number;
  readonly correction: Correction;
  /** Windows in a row that must alarm. */
  readonly persistence: number;
  /**
   * Where the bins leave open on which side of the threshold the events' own value lies: `open` leaves it undecided, so that the events can
   * be read; `rounded` decides on the values as the bins keep them, rounded up to three digits, which many events can do without.
   */
  readonly coarseBins: 'open' | 'rounded';
}

/** One window against its baseline; the last of several is the present one. */
export interface DriftWindow {
  readonly from: string;
  readonly to: string;
  readonly reference: ColumnSides;
  readonly current: ColumnSides;
  /** Whether the reference is what a vendor declared, with edges of its own. */
  readonly isDeclared: boolean;
}

interface JudgedColumn {
  readonly key: string;
  readonly reference: ColumnSide;
  readonly current: ColumnSide;
  readonly deciding: Alarm;
  readonly statistics: readonly DriftStatistic[];
}

/** A window's columns, each with its own answer. */
export interface JudgedWindow {
  readonly from: string;
  readonly to: string;
  readonly columns: readonly JudgedColumn[];
  readonly incomparable: readonly IncomparableColumn[];
}

/** Every column of the present window with its answer, those without one last; `windows` are those of the persistence rule, oldest first. */
export function driftColumns(windows: readonly JudgedWindow[], choice: DriftChoice): WatchedColumn[] {
  const answersOf = (key: string): readonly DriftAnswer[] => persistent(windows.map((window) => answerIn(window, key)), choice.persistence);
  const recentOf = (answers: readonly DriftAnswer[]): WatchedColumn['recent'] => windows.map(({ from, to }, at) => ({ from, to, answer: answers[at]! }));
  const { columns, incomparable } = windows.at(-1)!;
  const compared = columns.map((column): WatchedColumn => {
    const answers = answersOf(column.key);
    const answer = answers.at(-1)!;
    const waits = column.deciding.answer === 'alarm' && answer !== 'alarm';
    return {
      key: column.key,
      name: nameOf(column.key),
      kind: column.current.kind,
      answer,
      sentence: waits ? `${column.deciding.sentence} It counts once ${choice.persistence} windows in a row say so.` : column.deciding.sentence,
      reference: extentOf(column.reference),
      current: extentOf(column.current),
      statistics: [...column.statistics],
      histogram: shownHistogram(column.reference, column.current),
      recent: recentOf(answers),
    };
  });
  const rest = incomparable.map(({ key, kind, sentence, reference, current }): WatchedColumn => ({
    key,
    name: nameOf(key),
    kind,
    answer: 'undefined',
    sentence,
    reference: extentOf(reference),
    current: extentOf(current),
    statistics: [],
    histogram: null,
    recent: recentOf(answersOf(key)),
  }));
  return [...compared, ...rest];
}

function answerIn({ columns, incomparable }: JudgedWindow, key: string): DriftAnswer {
  const compared = columns.find((column) => column.key === key);
  if (compared !== undefined) return compared.deciding.answer;
  return incomparable.some((column) => column.key === key) ? 'undefined' : 'not-enough-evidence';
}

/** Judges a window's columns together, which takes the most time of a report: the deciding measures of all columns are corrected as one family, every other measure as one of its own. */
export function judgedWindow({ from, to, reference: before, current: now, isDeclared }: DriftWindow, choice: DriftChoice): JudgedWindow {
  const [reference, current] = [alignedColumns(before, now), alignedColumns(now, before)];
  const columns = [...current].flatMap(([key, now]) => {
    const before = reference.get(key);
    if (before === undefined || before.kind !== now.kind) return [];
    return [{ key, before, now, measure: decidingMeasure(now, choice.measure), assessments: assessmentsOf(before, now, isDeclared) }];
  });
  const decided = alarmsOf(
    columns.map(({ measure, assessments }) => watchedOf(assessments.find((one) => one.measure === measure)!, choice, true)),
    choice.correction,
  );
  const byMeasure = Map.groupBy(
    columns.flatMap(({ key, assessments }) => assessments.map((assessment) => ({ key, assessment }))),
    ({ assessment }) => assessment.measure,
  );
  const shown = [...byMeasure.values()].flatMap((family) => {
    const watched = family.map(({ assessment }) => watchedOf(assessment, choice, false));
    return alarmsOf(watched, choice.correction).map((alarm, at) => ({ key: family[at]!.key, statistic: statisticOf(watched[at]!, alarm) }));
  });
  const judged = columns.map(({ key, before, now, measure, assessments }, at) => {
    const deciding = decided[at]!;
    const first = statisticOf(watchedOf(assessments.find((one) => one.measure === measure)!, choice, true), deciding);
    const others = shown.filter((one) => one.key === key && one.statistic.measure !== measure).map(({ statistic }) => statistic);
    return { key, reference: before, current: now, deciding, statistics: [first, ...others] };
  });
  return { from, to, columns: judged, incomparable: incomparableColumns(reference, current, isDeclared) };
}

/** Whether a deciding value lies on either side of its threshold, depending on where in their bins the events are. */
export function isUndecidedByBins({ statistics: [deciding] }: WatchedColumn): boolean {
  if (deciding === undefined || deciding.value === null || deciding.threshold === null) return false;
  return deciding.value - deciding.bound <= deciding.threshold && deciding.value + deciding.bound > deciding.threshold && deciding.bound > 0;
}

/** What is judged, and how far the events' own value may lie from it. */
interface WatchedValue extends Watched {
  readonly bound: number;
}

function watchedOf(found: Assessment, { level, threshold, coarseBins }: DriftChoice, isDeciding: boolean): WatchedValue {
  const rule: DriftRule = { ...defaultRule(found.measure), level };
  const assessment = coarseBins === 'open' ? found : { ...found, effect: exactly(found.effect.figure) };
  return { assessment, bound: boundOf(found.effect), rule: isDeciding && threshold !== undefined && assessment.measure !== 'rate-difference' ? { ...rule, threshold } : rule };
}

function statisticOf({ rule, assessment, bound }: WatchedValue, { answer, adjusted, limit }: Alarm): DriftStatistic {
  const { figure } = assessment.effect;
  return {
    measure: assessment.measure,
    value: figure.value,
    reason: figure.reason,
    bound,
    threshold: rule.threshold,
    evidence: { test: assessment.test, pValue: assessment.pValue.value, adjusted: adjusted.value, limit: limit?.value ?? null },
    answer,
  };
}

/** "score", "feature:age" → what people call it. */
function nameOf(key: string): string {
  const [kind, ...name] = key.split(':');
  if (kind === 'feature') return name.join(':');
  return kind === 'missing' ? `${name.join(':')} is missing` : { score: 'Score', decision: 'Share of positive decisions', outcome: 'Share of positive outcomes' }[kind!] ?? key;
}
