import { Big } from 'big.js';
import { minorUnits } from '#libs/wire/scalars.js';
import { numberOfWords, numberWordsPattern } from './number-words.js';

export const quantityKinds = ['percent', 'ratio', 'days', 'workingDays', 'weeks', 'months', 'years', 'hours', 'minutes', 'seconds', 'milliseconds', 'money', 'multiple', 'percentile', 'count'] as const;
export type QuantityKind = (typeof quantityKinds)[number];

/** A figure with its unit as a text states it. `amount` is an exact decimal; `currency` is empty for all but money. */
export interface Quantity {
  readonly kind: QuantityKind;
  readonly amount: string;
  readonly currency: string;
  readonly start: number;
  readonly end: number;
  /** The figure in words, where words and digits are both given and differ: "thirty (60) days". */
  readonly otherwise: string | null;
}

const digits = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,9}(?:\.\d{1,6})?`;
const words = numberWordsPattern;
/** "30", "thirty", "thirty (30)", "30 (thirty)". */
const figure = String.raw`(?:(?<words>${words})(?:\s*\(\s*(?<both>${digits})\s*\))?|(?<digits>${digits})(?:\s*\(\s*(?<spelled>${words})\s*\))?)`;
const between = String.raw`\s*[-\s]\s*`;
/** Units as contracts print them. */
const unitNames: readonly (readonly [QuantityKind, RegExp])[] = [
  ['workingDays', /^(?:business|working)/i],
  ['days', /day/i],
  ['weeks', /week/i],
  ['months', /month/i],
  ['years', /year/i],
  ['hours', /h(?:ou)?r/i],
  ['milliseconds', /^m(?:illi)?s/i],
  ['minutes', /min/i],
  ['seconds', /sec/i],
];
const unitPattern = String.raw`(?:business|working)\s+days?|(?:(?:calendar|consecutive)\s+)?(?:days?|weeks?|months?|years?)|(?:clock\s+)?hours?|hrs?|minutes?|mins?|milliseconds?|ms|msecs?|seconds?|secs?`;
const amountUnit = String.raw`(?:\s(?<scale>thousand|million))?`;

const anyFigure = new RegExp(String.raw`\d|\b(?:twice|double|${words})\b`, 'i');

/** In this order: what an earlier pattern has read is not read again. */
const patterns: readonly (readonly [QuantityKind | 'unit', RegExp])[] = [
  ['percent', new RegExp(String.raw`(?<![\p{L}\p{N}.,])(?:(?<decimalComma>\d{1,2},\d{1,3})|${figure})\s*(?:\)\s*)?(?:%|per\s?cents?\b|percents?\b)(?!\s*-?\s*points?)(?:\s*\(\s*(?<again>\d{1,3}(?:\.\d{1,4})?)\s*%\s*\))?`, 'giu')],
  ['percentile', /(?<![\p{L}\p{N}])(?:(?<digits>\d{1,2}(?:\.\d{1,2})?)(?:st|nd|rd|th)[\s-]+percentile|p(?<short>\d{2}(?:\.\d{1,2})?))(?![\p{L}\p{N}])/giu],
  ['money', new RegExp(String.raw`(?<![\p{L}\p{N}.,])(?:(?<code>[A-Z]{3})\s?|(?<sign>US\$|\$|€|£)\s?)(?<digits>${digits})${amountUnit}(?![\p{L}\p{N}%]|[.,]\d)`, 'gu')],
  ['money', new RegExp(String.raw`(?<![\p{L}\p{N}.,$€£])(?<digits>${digits})${amountUnit}\s?(?:(?<code>[A-Z]{3})(?![\p{L}\p{N}])|(?<sign>€|£)|(?<name>euros?|pounds sterling)(?![\p{L}]))`, 'gu')],
  ['unit', new RegExp(String.raw`(?<![\p{L}\p{N}.,$€£])${figure}${between}(?<unit>${unitPattern})(?![\p{L}\p{N}])[’']?`, 'giu')],
  ['multiple', new RegExp(String.raw`(?<![\p{L}\p{N}.,])(?:${figure}\s?(?:times|x|×)|(?<twice>twice|double))(?![\p{L}\p{N}])`, 'giu')],
  ['count', new RegExp(String.raw`(?<![\p{L}\p{N}.,$€£])${figure}\s+(?:(?:named|authori[sz]ed|licen[sc]ed|concurrent)\s+)?(?:users|seats)(?![\p{L}\p{N}])`, 'giu')],
  ['ratio', /(?<![\p{L}\p{N}.,$€£])(?<digits>0\.\d{1,4})(?![\p{L}\p{N}%]|[.,]\d|\s*(?:%|per\s?cent))/giu],
];

/**
 * The figures with units that a sentence states, in order. Places are in the sentence. "$" is US dollars only if `dollar` says so;
 * what is ambiguous ("1.200 EUR", "$5" without a country) is not read.
 */
export function quantitiesIn(sentence: string, dollar: 'USD' | null): readonly Quantity[] {
  const found: Quantity[] = [];
  if (!anyFigure.test(sentence)) return found;
  for (const [name, pattern] of patterns) {
    for (const match of sentence.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const kind = name === 'unit' ? unitNames.find(([, printed]) => printed.test(match.groups?.unit ?? ''))?.[0] : name;
      const read = kind === undefined ? undefined : readMatch(kind, match.groups ?? {}, dollar);
      if (kind !== undefined && read !== undefined) found.push({ kind, start, end, ...read });
    }
  }
  return found.toSorted((one, other) => one.start - other.start);
}

type Groups = Readonly<Record<string, string | undefined>>;
type Read = Pick<Quantity, 'amount' | 'currency' | 'otherwise'>;

function readMatch(kind: QuantityKind, groups: Groups, dollar: 'USD' | null): Read | undefined {
  if (groups.twice !== undefined) return { amount: '2', currency: '', otherwise: null };
  const printed = groups.decimalComma?.replace(',', '.') ?? groups.both ?? groups.digits ?? groups.short;
  const named = groups.words ?? groups.spelled;
  const spoken = named === undefined ? undefined : numberOfWords(named);
  const amount = printed?.replaceAll(',', '') ?? spoken?.toString();
  if (amount === undefined) return undefined;
  if (kind === 'money') return money(amount, groups, dollar);
  const differing = [spoken?.toString(), groups.again].find((other) => other !== undefined && !new Big(other).eq(amount));
  return { amount: new Big(amount).toFixed(), currency: '', otherwise: differing === undefined ? null : (named ?? differing) };
}

const signs: Readonly<Record<string, string>> = { US$: 'USD', '€': 'EUR', '£': 'GBP' };

function money(amount: string, { code, sign, name, scale }: Groups, dollar: 'USD' | null): Read | undefined {
  const currency = code ?? (sign === '$' ? dollar : sign === undefined ? (name?.startsWith('euro') === true ? 'EUR' : 'GBP') : signs[sign]);
  const decimals = currency === undefined || currency === null ? undefined : minorUnits(currency);
  if (currency === undefined || currency === null || decimals === undefined) return undefined;
  // "1.200 EUR" is one euro twenty or twelve hundred: nobody can tell.
  if (amount.includes('.') && (amount.split('.')[1]?.length ?? 0) > decimals && scale === undefined) return undefined;
  const value = new Big(amount).times(scale === 'million' ? 1_000_000 : scale === 'thousand' ? 1_000 : 1);
  return { amount: value.toFixed(decimals), currency, otherwise: null };
}
