import { formatTerm } from '#libs/wire/format-term.js';
import { longDate } from '#libs/wire/long-date.js';
import type { ClauseText } from '#libs/wire/agreements.js';
import { isTiers, type TermDefinition, type TermValues } from '#libs/wire/terms.js';
import type { Compiled } from '#libs/terms/compile.js';

/** What each term prints, by its path. */
export function printedTexts(clauses: readonly ClauseText[]): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  for (const { text, values } of clauses.flatMap(({ paragraphs }) => paragraphs)) {
    for (const { path, start, end } of values) texts.set(path, [...(texts.get(path) ?? []), text.slice(start, end)]);
  }
  return texts;
}

/** Why what a term prints is not what it compiles to, or undefined when both are the same. */
export function differenceOf(term: TermDefinition, terms: TermValues, printed: readonly string[], compiled: Compiled): string | undefined {
  const expected = formatTerm(term, terms);
  const other = printed.find((text) => text !== expected);
  if (other !== undefined) return `prints “${other}” and “${expected}”`;
  if (term.clock !== null) return clockDifference(term.path, expected, compiled);
  const parts = term.effect === 'objective' ? compiled.objectives : term.effect === 'credit' ? [compiled.credits, ...compiled.objectives] : undefined;
  if (parts === undefined) return undefined;
  const held = numbersHeld(parts);
  const lost = numbersOf(term, terms).find((number) => !held.has(number));
  return lost === undefined ? undefined : `prints ${lost}, which nothing is compiled from`;
}

function clockDifference(path: string, printed: string, { clocks }: Compiled): string | undefined {
  const clock = clocks.find(({ source }) => source.termPath === path);
  if (clock === undefined) return 'has a clock that is not compiled';
  const compiled = clock.date === null ? String(clock.length) : longDate(clock.date);
  return (clock.date === null ? numberIn(printed) : printed) === compiled ? undefined : `prints “${printed}”, but its clock runs for ${compiled}`;
}

const numberIn = (text: string): string | undefined => /[\d,]+(?:\.\d+)?/.exec(text)?.[0].replaceAll(',', '');

/** The numbers a term states. */
function numbersOf({ path, kind }: TermDefinition, terms: TermValues): readonly number[] {
  const value = terms[path];
  if (value === undefined) return [];
  if (typeof value !== 'string') return isTiers(value) ? value.flatMap(({ bound, percent }) => [Number(bound), Number(percent)]) : [];
  const number = Number(kind === 'money' ? value.split(' ')[0] : value);
  return Number.isNaN(number) ? [] : [number];
}

/** Every number anywhere in what was compiled. */
function numbersHeld(part: unknown): ReadonlySet<number> {
  if (typeof part === 'number') return new Set([part]);
  if (typeof part === 'string') return new Set(/^-?\d+(\.\d+)?$/.test(part) ? [Number(part)] : []);
  if (typeof part !== 'object' || part === null) return new Set();
  return new Set(Object.values(part).flatMap((member: unknown) => [...numbersHeld(member)]));
}
