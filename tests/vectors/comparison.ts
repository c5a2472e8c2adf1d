import type { Tolerance, VectorCase } from './vector-file.js';

/** One expected value beside what was computed, as text. */
export interface Finding {
  readonly path: string;
  readonly expected: string;
  readonly got: string;
  readonly agrees: boolean;
}

export interface Comparison {
  /** What has to match and does not. */
  readonly misses: readonly Finding[];
  /** What is there to explain; it counts neither way. */
  readonly informational: readonly Finding[];
}

interface Rules {
  readonly tolerance: Tolerance;
  readonly patterns: readonly RegExp[];
  readonly expected: Readonly<Record<string, unknown>>;
}

type Take = (isInformational: boolean, finding: Finding) => void;

/** Compares a case's expected values with those computed; keys that nobody expects are ignored. */
export function compare({ tolerance, informational: patterns, expected }: VectorCase, got: Readonly<Record<string, unknown>>): Comparison {
  const rules = { tolerance, patterns: patterns.map(patternOf), expected };
  const misses: Finding[] = [];
  const informational: Finding[] = [];
  const take: Take = (isInformational, finding) => {
    if (isInformational) informational.push(finding);
    else if (!finding.agrees) misses.push(finding);
  };
  compareObjects(rules, { path: '', label: '', isInformational: false }, expected, got, take);
  return { misses, informational };
}

/** `path` is what patterns and tolerances speak of: keys without positions. `label` has the positions too. */
interface Place {
  readonly path: string;
  readonly label: string;
  readonly isInformational: boolean;
}

function compareValues(rules: Rules, place: Place, expected: unknown, got: unknown, take: Take): void {
  if (Array.isArray(expected)) compareLists(rules, place, expected, got, take);
  else if (isObject(expected)) compareObjects(rules, place, expected, got, take);
  else take(place.isInformational, finding(place, expected, got, agrees(rules, place.path, expected, got)));
}

function compareObjects(rules: Rules, place: Place, expected: Readonly<Record<string, unknown>>, got: unknown, take: Take): void {
  for (const [key, value] of Object.entries(expected)) {
    const path = place.path === '' ? key : `${place.path}.${key}`;
    const label = place.label === '' ? key : `${place.label}.${key}`;
    const isInformational = place.isInformational || rules.patterns.some((pattern) => pattern.test(path));
    compareValues(rules, { path, label, isInformational }, value, isObject(got) && Object.hasOwn(got, key) ? got[key] : undefined, take);
  }
}

function compareLists(rules: Rules, place: Place, expected: readonly unknown[], got: unknown, take: Take): void {
  const list = got instanceof Float64Array ? [...got] : got;
  if (!Array.isArray(list) || list.length !== expected.length) {
    take(place.isInformational, finding(place, expected, got, false));
    return;
  }
  for (const [position, value] of expected.entries()) compareValues(rules, { ...place, label: `${place.label}[${position}]` }, value, list[position], take);
}

function agrees(rules: Rules, path: string, expected: unknown, got: unknown): boolean {
  if (expected === null || expected === 'NaN' || (typeof expected === 'string' && expected.startsWith('error:'))) return isUndefined(got);
  const wanted = expected === 'Infinity' ? Infinity : expected === '-Infinity' ? -Infinity : expected;
  if (typeof wanted !== 'number') return got === wanted;
  if (typeof got !== 'number' || Number.isNaN(got)) return got === expected;
  if (got === wanted || !Number.isFinite(wanted)) return got === wanted;
  const { rel, abs } = boundAt(rules, path);
  return Math.abs(got - wanted) <= abs + rel * Math.abs(wanted) || (isTinyProbability(path, wanted) && isTinyProbability(path, got));
}

/** Undefined is NaN or null; of an interval both ends. A value that is not there at all is not undefined but missing. */
function isUndefined(got: unknown): boolean {
  if (Array.isArray(got)) return got.length > 0 && got.every(isUndefined);
  return got === null || (typeof got === 'number' && Number.isNaN(got));
}

/** Below about 1e-300 a p-value only has to be tiny. */
function isTinyProbability(path: string, value: number): boolean {
  return path.includes('pvalue') && value >= 0 && value < 1e-290;
}

function boundAt({ tolerance, expected }: Rules, path: string): { readonly rel: number; readonly abs: number } {
  const name = Object.keys(tolerance.per_key ?? {})
    .filter((key) => path.endsWith(key))
    .toSorted((a, b) => b.length - a.length)[0];
  const { rel = 0, abs = 0 } = { ...tolerance, ...(name === undefined ? {} : tolerance.per_key?.[name]) };
  if (typeof abs === 'number') return { rel, abs };
  // "use expected.mc_tolerance_*": the star is what the key ends with; a key without a tolerance of its own is not random.
  const named = /^use expected\.(\w*)\*$/.exec(abs);
  if (named === null) throw new Error(`a tolerance of "${abs}" is not known`);
  const own = expected[`${named[1]}${path.slice(path.lastIndexOf('_') + 1)}`];
  return typeof own === 'number' ? { rel, abs: own } : { rel: 1e-9, abs: 1e-12 };
}

function patternOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').map((text) => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 's');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function finding({ label: path }: Place, expected: unknown, got: unknown, agrees: boolean): Finding {
  return { path, expected: inWords(expected), got: inWords(got), agrees };
}

function inWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value, (_, part: unknown) => (typeof part === 'number' && !Number.isFinite(part) ? String(part) : part));
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
