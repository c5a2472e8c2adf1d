import type { Effect, MeasureChange, TermChange } from '#libs/wire/comparisons.js';
import type { ClockDefinition, ObjectiveDefinition } from '#libs/wire/objectives.js';

const unitText = { percent: '%', milliseconds: 'milliseconds' } as const;
const words = (text: string): string => text.replaceAll('-', ' ');

type Aspects = Readonly<Record<string, string>>;

/** Objectives that come, go, or change their target, window, method, sample, coverage or waiting time. */
export function objectiveChanges(left: readonly ObjectiveDefinition[], right: readonly ObjectiveDefinition[], terms: readonly TermChange[]): MeasureChange[] {
  return keysOf(left, right).flatMap((key) => {
    const [before, after] = [left.find((one) => one.key === key), right.find((one) => one.key === key)];
    const paths = pathsOf(key, terms);
    const label = after?.label ?? before?.label ?? key;
    if (before === undefined || after === undefined) {
      return [{ key, label, aspect: 'objective', left: before ? targetOf(before) : null, right: after ? targetOf(after) : null, effect: before ? ('worse' as const) : ('better' as const), paths }];
    }
    return changesOf(aspectsOf(before), aspectsOf(after)).map((change) => ({ key, label, ...change, effect: change.aspect === 'target' ? targetEffect(before, after) : ('unranked' as const), paths }));
  });
}

/** Clocks that come, go, or run otherwise. */
export function clockChanges(left: readonly ClockDefinition[], right: readonly ClockDefinition[], terms: readonly TermChange[]): MeasureChange[] {
  return keysOf(left, right).flatMap((key): MeasureChange[] => {
    const [before, after] = [left.find((one) => one.key === key), right.find((one) => one.key === key)];
    if (before?.rule === after?.rule) return [];
    const path = after?.source.termPath ?? before?.source.termPath ?? '';
    const term = terms.find((change) => change.path === path);
    return [{ key, label: after?.label ?? before?.label ?? key, aspect: 'rule', left: before?.rule ?? null, right: after?.rule ?? null, effect: term?.effect ?? 'unranked', paths: term ? [path] : [] }];
  });
}

function keysOf(left: readonly { readonly key: string }[], right: readonly { readonly key: string }[]): string[] {
  return [...new Set([...right, ...left].map(({ key }) => key))];
}

/** "uptime.availability" follows from the changed terms of its family; what breaches cost is told as credits. */
function pathsOf(key: string, terms: readonly TermChange[]): string[] {
  const family = key.split('.')[0] ?? '';
  return terms.filter(({ path }) => path.startsWith(`${family}.`)).map(({ path }) => path);
}

function targetOf({ direction, target, unit }: ObjectiveDefinition): string {
  return `${direction === 'at-least' ? 'at least' : 'at most'} ${target} ${unitText[unit]}`;
}

function targetEffect(before: ObjectiveDefinition, after: ObjectiveDefinition): Effect {
  if (before.direction !== after.direction || before.unit !== after.unit) return 'unranked';
  return Number(after.target) > Number(before.target) === (after.direction === 'at-least') ? 'better' : 'worse';
}

function aspectsOf(objective: ObjectiveDefinition): Aspects {
  const { window, minimumSample, coverageFloor, maturityDays, graceHours, method } = objective;
  return {
    target: targetOf(objective),
    window: `${words(window.kind)}, ${window.zone}`,
    'minimum sample': String(minimumSample),
    'coverage floor': coverageFloor === null ? 'none' : `${coverageFloor} %`,
    'days until outcomes count as complete': String(maturityDays),
    'hours of waiting for late events': String(graceHours),
    ...Object.fromEntries(Object.entries(method).flatMap(([name, value]) => (value === undefined ? [] : [[methodWords[name] ?? name, words(String(value))]]))),
  };
}

const methodWords: Readonly<Record<string, string>> = {
  availability: 'method',
  intervalMinutes: 'minutes of an interval',
  emptyRule: 'time without events',
  errorThreshold: 'share of failures that makes a minute bad',
  minimumRun: 'bad minutes in a row before they count',
  percentile: 'percentile',
  thresholdMilliseconds: 'threshold in milliseconds',
  decision: 'rule of decision',
};

function changesOf(before: Aspects, after: Aspects): Pick<MeasureChange, 'aspect' | 'left' | 'right'>[] {
  const aspects = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return aspects.filter((aspect) => before[aspect] !== after[aspect]).map((aspect) => ({ aspect, left: before[aspect] ?? null, right: after[aspect] ?? null }));
}
