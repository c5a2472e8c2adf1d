import type { TermDefinition, TermValue, TermValues } from '#libs/wire/terms.js';
import { checkedValue } from '../checked-value.js';
import type { ComparedPassage } from './passages.js';
import type { TermsOfText } from './term-changes.js';
import type { Run } from './word-diff.js';

/** What a text without terms says in the places where the other one prints them. */
export interface StatedTerms extends TermsOfText {
  /** Terms whose words changed but state no value that can be read with certainty. */
  readonly unread: readonly string[];
}

/**
 * Reads the terms of a text of mere words from its comparison with a text that has terms: where a printed value was changed, what
 * stands in its place; where its passage was taken out, nothing. What cannot be read stays as its words.
 */
export function statedTerms(passages: readonly ComparedPassage[], known: TermValues, definitions: readonly TermDefinition[]): StatedTerms {
  const terms: Record<string, TermValue> = { ...known };
  const printed = new Map<string, string>();
  const unread: string[] = [];
  const isKept = new Set(passages.flatMap(({ left, right }) => (right === undefined ? [] : (left?.values ?? []).map(({ path }) => path))));
  for (const { left, right, runs } of passages) {
    for (const { path, start, end } of left?.values ?? []) {
      const definition = definitions.find((candidate) => candidate.path === path);
      if (definition === undefined || printed.has(path)) continue;
      if (right === undefined || runs === undefined) {
        if (right === undefined && isKept.has(path)) continue;
        delete terms[path];
        continue;
      }
      const words = wordsInPlaceOf(start, end, runs, right.text);
      if (words === left?.text.slice(start, end)) continue;
      const value = readValue(definition, words);
      if (value === undefined) unread.push(path);
      terms[path] = value ?? words;
      printed.set(path, words);
    }
  }
  return { terms, printed, unread };
}

/** The words of the later text that stand where the earlier one has [start, end), with what was put in right before or after. */
function wordsInPlaceOf(start: number, end: number, runs: readonly Run[], text: string): string {
  const covering = runs.filter((run) => run.left !== '' && run.leftStart < end && run.leftStart + run.left.length > start);
  const [first, last] = [covering[0], covering.at(-1)];
  if (first === undefined || last === undefined) return '';
  const [before, after] = [runs[runs.indexOf(first) - 1], runs[runs.indexOf(last) + 1]];
  const isFirstWhole = first.leftStart >= start;
  const isLastWhole = last.leftStart + last.left.length <= end;
  const from = isFirstWhole ? first.rightStart - (before?.kind === 'added' ? before.right.length : 0) : first.rightStart + (first.kind === 'same' ? start - first.leftStart : 0);
  const ending = last.kind === 'same' ? last.rightStart + Math.min(end - last.leftStart, last.left.length) : last.rightStart;
  const to = ending + ((isLastWhole || last.kind !== 'same') && after?.kind === 'added' ? after.right.length : 0);
  return text.slice(from, to).trim();
}

const units: Readonly<Partial<Record<TermDefinition['kind'], RegExp>>> = {
  percent: /%|per ?cent/i,
  days: /\b(?<!working |business )days?\b/i,
  workingDays: /\b(?:working|business) days?\b/i,
  months: /\bmonths?\b/i,
  hours: /\bhours?\b/i,
  minutes: /\bminutes?\b/i,
  milliseconds: /\b(?:milliseconds?|ms)\b/i,
  count: /^[\d.,\s]+$/,
  ratio: /^[\d.,\s]+$/,
};

/** The value that words state, when there is exactly one number in the right unit, one sum of money, or the label of a choice. */
function readValue(definition: TermDefinition, words: string): TermValue | undefined {
  const raw = rawValue(definition, words);
  if (raw === undefined) return undefined;
  const checked = checkedValue(definition, raw);
  return 'value' in checked ? checked.value : undefined;
}

function rawValue({ kind, choices }: TermDefinition, words: string): string | undefined {
  if (kind === 'code') return choices.find(({ label }) => label.toLowerCase() === words.toLowerCase())?.code;
  const numbers = [...words.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([number]) => number.replaceAll(',', ''));
  const [number] = numbers;
  if (number === undefined || numbers.length > 1) return undefined;
  if (kind === 'money') {
    const currency = /\b[A-Z]{3}\b/.exec(words)?.[0];
    return currency === undefined ? undefined : `${number} ${currency}`;
  }
  return units[kind]?.test(words) ? number : undefined;
}
