import { elementsOf, under, valueUnder, type XmlElement } from './xml.js';

interface Level {
  readonly start: number;
  readonly format: string;
  readonly text: string;
}

/** The number that is printed before a paragraph, "4.1" or "(a)"; each call counts on. Empty where a list prints none. */
export type NextNumber = (list: string, level: number) => string;

const roman: readonly (readonly [number, string])[] = [[1_000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']];
const highest = 9_999;

/** Counts the lists of a document as Word prints them. Lists of one pattern share their counters; one may begin anew at a level. */
export function numbersOf(numbering: XmlElement | undefined): NextNumber {
  const patterns = new Map((numbering === undefined ? [] : elementsOf(numbering, 'abstractNum')).map((pattern) => [pattern.attributes.abstractNumId ?? '', levelsOf(pattern)]));
  const lists = new Map((numbering === undefined ? [] : elementsOf(numbering, 'num')).map((list) => [list.attributes.numId ?? '', list]));
  const counters = new Map<string, number[]>();
  const begun = new Set<string>();
  return (id, level) => {
    const list = lists.get(id);
    const pattern = valueUnder(list, 'abstractNumId');
    const levels = patterns.get(pattern ?? '');
    const own = levels?.get(level);
    if (list === undefined || pattern === undefined || levels === undefined || own === undefined) return '';
    const counts = counters.get(pattern) ?? [];
    counters.set(pattern, counts);
    const restart = begun.has(`${id} ${level}`) ? undefined : startOverride(list, level);
    begun.add(`${id} ${level}`);
    counts[level] = restart ?? (counts[level] === undefined ? own.start : counts[level] + 1);
    counts.length = level + 1;
    return own.text.replaceAll(/%([1-9])/g, (_, at: string) => printed(counts[Number(at) - 1] ?? levels.get(Number(at) - 1)?.start ?? 1, levels.get(Number(at) - 1)?.format ?? 'decimal'));
  };
}

function levelsOf(pattern: XmlElement): ReadonlyMap<number, Level> {
  return new Map(
    elementsOf(pattern, 'lvl').map((level) => {
      const format = valueUnder(level, 'numFmt') ?? 'decimal';
      const text = format === 'bullet' ? '•' : format === 'none' ? '' : (valueUnder(level, 'lvlText') ?? '');
      return [Number(level.attributes.ilvl ?? '0'), { start: countOf(valueUnder(level, 'start')) ?? 1, format, text: text.slice(0, 60) }];
    }),
  );
}

function startOverride(list: XmlElement, level: number): number | undefined {
  const override = elementsOf(list, 'lvlOverride').find(({ attributes }) => attributes.ilvl === String(level));
  return countOf(under(override, 'startOverride')?.attributes.val);
}

function countOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

function printed(count: number, format: string): string {
  const within = Math.min(count, highest);
  switch (format) {
    case 'lowerLetter':
      return letters(within);
    case 'upperLetter':
      return letters(within).toUpperCase();
    case 'lowerRoman':
      return romanOf(within);
    case 'upperRoman':
      return romanOf(within).toUpperCase();
    case 'decimalZero':
      return String(within).padStart(2, '0');
    default:
      return String(within);
  }
}

/** After z come aa, bb, cc, as Word counts. */
function letters(count: number): string {
  return count < 1 ? '' : String.fromCodePoint(97 + ((count - 1) % 26)).repeat(Math.min(Math.ceil(count / 26), 10));
}

function romanOf(count: number): string {
  let rest = count;
  return roman.reduce((text, [value, sign]) => {
    const times = Math.floor(rest / value);
    rest -= times * value;
    return text + sign.repeat(times);
  }, '');
}
