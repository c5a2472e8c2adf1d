/** How a clause begins: its number and heading as printed, and how deep it lies; 1 is the top. */
export interface ClauseOpening {
  readonly number: string;
  readonly heading: string;
  readonly level: number;
}

const longestHeading = 90;
const mostHeadingWords = 10;
const longestNumber = 24;

const markdownHeading = /^\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$/;
const boldHeading = /^\s*(?:\*\*|__)([^*_]{1,90}?)(?:\*\*|__)[.:]?\s*$/;
const named = /^\s*((?:article|section|clause|schedule|annex|appendix|exhibit|part)\s+(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivxlc]{1,6}|[a-z])|§{1,2}\s?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)\b[.:)]?(?:\s*[-–—:]\s*|\s+|$)(.*)$/i;
const decimal = /^\s*(\d{1,3}(?:\.\d{1,3}){1,4})[.)]?\s+(\S.*)$/;
const whole = /^\s*(\d{1,2})[.)]\s+(\S.*)$/;
const bare = /^\s*(\d{1,2})\s{1,4}(\p{Lu}.*)$/u;
const runIn = /^(?:\*\*|__)?(\p{Lu}[\p{L}\p{M}’',;&/() -]{1,70}?)(?:\*\*|__)?[.:](?:\*\*|__)?(?:\s+|$)/u;
const minorWords: ReadonlySet<string> = new Set(['a', 'an', 'and', 'as', 'at', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'upon', 'with', 'without', 'not', 'no']);

/**
 * What a line opens, or null when it continues the clause before. `isApart` says that no sentence runs on into the line:
 * wrapped text such as "within\n30. June" must not open a clause. Roman numerals and letters in brackets are items, not clauses.
 */
export function clauseOpening(line: string, isApart: boolean, isAlone: boolean): ClauseOpening | null {
  const marked = markdownHeading.exec(line);
  if (marked !== null) return underMark(marked[1]?.length ?? 1, marked[2] ?? '');
  if (!isApart) return null;
  return numbered(line) ?? unnumbered(line, isAlone);
}

/** The number and heading of a line that its format calls a heading; one that is a whole sentence is a clause without a heading. */
export function underMark(level: number, line: string): ClauseOpening {
  const words = bareWords(line);
  const isShort = words.length <= longestHeading && words.split(/\s+/).length <= mostHeadingWords && !/[.;:!?]\s+\S/.test(words);
  return { ...(numbered(line) ?? { number: '', heading: isShort ? words : headingOf(line) }), level };
}

function numbered(line: string): ClauseOpening | null {
  const byName = named.exec(line);
  if (byName !== null && isHeadingLike(byName[2] ?? '')) return { number: bareWords(byName[1] ?? '').slice(0, longestNumber), heading: headingOf(byName[2] ?? ''), level: 1 };
  const byDecimals = decimal.exec(line);
  // "1.5 times the fees" is a number in a sentence; a clause begins with a capital, a quotation mark or a bracket.
  if (byDecimals !== null && /^[\p{Lu}"“‘'(*_\d]/u.test(byDecimals[2] ?? '')) {
    const number = byDecimals[1] ?? '';
    return { number, heading: headingOf(byDecimals[2] ?? ''), level: number.split('.').length };
  }
  const byWhole = whole.exec(line) ?? (isHeadingWords(bare.exec(line)?.[2] ?? '') ? bare.exec(line) : null);
  if (byWhole === null || !/^[\p{Lu}"“‘'(*_]/u.test(byWhole[2] ?? '')) return null;
  return { number: byWhole[1] ?? '', heading: headingOf(byWhole[2] ?? ''), level: 1 };
}

function unnumbered(line: string, isAlone: boolean): ClauseOpening | null {
  const bold = boldHeading.exec(line);
  if (bold !== null) return { number: '', heading: bareWords(bold[1] ?? ''), level: 1 };
  const words = bareWords(line);
  if (!isAlone || !isHeadingWords(words)) return null;
  const isCapitals = /\p{Lu}{2}/u.test(words) && words === words.toUpperCase();
  return isCapitals || (isTitle(words) && !/\.\s*$/.test(line)) ? { number: '', heading: words, level: 1 } : null;
}

/** "Article 7 Fees" is a heading; "Section 7 of the Act applies." is a sentence about another text. */
function isHeadingLike(rest: string): boolean {
  return rest.trim() === '' || /^[\p{Lu}"“(*_]/u.test(rest.trim());
}

function headingOf(rest: string): string {
  const words = bareWords(rest);
  const isSentence = /[.;:!?]\s+\S/.test(words) || (/[.;]\s*$/.test(rest) && !isTitle(words) && words !== words.toUpperCase());
  if (isHeadingWords(words) && !isSentence) return words;
  const [, heading = ''] = runIn.exec(rest) ?? [];
  return isTitle(heading) || heading === heading.toUpperCase() ? bareWords(heading) : '';
}

function isHeadingWords(words: string): boolean {
  return words !== '' && words.length <= longestHeading && words.split(/\s+/).length <= mostHeadingWords && !/[.;,?!|]$/.test(words) && /^\p{Lu}/u.test(words) && /\p{L}{3}/u.test(words);
}

/** Every word but the small ones begins with a capital. A heading of one word counts. */
function isTitle(words: string): boolean {
  const long = words.split(/[\s/-]+/).filter((word) => /^\p{L}/u.test(word) && !minorWords.has(word.toLowerCase()));
  return long.length > 0 && long.length <= 8 && long.every((word) => /^\p{Lu}/u.test(word));
}

function bareWords(text: string): string {
  return text.replaceAll(/\*\*|__/g, '').replace(/[.:]\s*$/, '').replaceAll(/\s+/g, ' ').trim();
}
