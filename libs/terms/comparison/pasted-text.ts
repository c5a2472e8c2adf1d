import type { ClauseText } from '#libs/wire/agreements.js';
import { invalidAt } from '#libs/wire/errors.js';
import { passageKey } from './aligned.js';

/** More than any agreement has; comparing what is longer would keep everybody waiting. */
const mostCharacters = 400_000;
const mostBlocks = 4_000;
const longestHeading = 100;

const numberedParagraph = /^(\d{1,3}(?:\.\d{1,3})+)[.)]?[ \t]+(?=\S)/;
const numberedHeading = /^(?:#{1,6}[ \t]+)?(?:(?:clause|section|article|§)[ \t]*)?(\d{1,3})[.)]?[ \t]+(\S.*)$/i;
const markdownHeading = /^#{1,6}[ \t]+(\S.*)$/;

interface Heading {
  readonly number: string;
  readonly title: string;
}

/**
 * Splits a pasted text into clauses: a heading is a short line that is numbered, marked with #, or the title of a known clause;
 * paragraphs are separated by blank lines or begin with a number such as 7.2. What stands before the first heading is the opening.
 * Nothing is dropped. @throws FineprintError INVALID at /text when it is empty or too long
 */
export function pastedClauses(text: string, known: readonly ClauseText[]): ClauseText[] {
  if (text.length > mostCharacters) throw invalidAt('/text', 'TOO_LONG', `The text has ${text.length} characters; at most ${mostCharacters} are compared`);
  const titles = new Set(known.map(({ title }) => passageKey(title)).filter((key) => key !== ''));
  const blocks = blocksOf(text, titles);
  if (blocks.length === 0) throw invalidAt('/text', 'EMPTY', 'The text is empty');
  if (blocks.length > mostBlocks) throw invalidAt('/text', 'TOO_LONG', `The text has ${blocks.length} paragraphs; at most ${mostBlocks} are compared`);
  const clauses: { heading: Heading | undefined; paragraphs: ClauseText['paragraphs'] }[] = [{ heading: undefined, paragraphs: [] }];
  for (const block of blocks) {
    const heading = headingOf(block, titles);
    if (heading !== undefined) clauses.push({ heading, paragraphs: [] });
    else clauses.at(-1)?.paragraphs.push(paragraphOf(block));
  }
  return clauses
    .filter(({ heading, paragraphs }) => heading !== undefined || paragraphs.length > 0)
    .map(({ heading, paragraphs }) => ({ id: heading === undefined ? 'opening' : '', family: '', number: heading?.number ?? '', title: heading?.title ?? '', paragraphs }));
}

/** Lines that belong together. A line that begins a paragraph or is a heading stands alone even without a blank line before it. */
function blocksOf(text: string, titles: ReadonlySet<string>): string[] {
  const blocks: string[][] = [[]];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n?|\n/)) {
    const trimmed = line.replaceAll(/^[ \t]+|[ \t]+$/g, '');
    const last = blocks.at(-1) ?? [];
    const isAlone = headingOf(trimmed, titles) !== undefined;
    if (trimmed === '' || isAlone || numberedParagraph.test(trimmed)) blocks.push(trimmed === '' ? [] : [trimmed]);
    else last.push(trimmed);
    if (isAlone) blocks.push([]);
  }
  return blocks.map((lines) => lines.join(' ').replaceAll(/[ \t]+/g, ' ')).filter((block) => block !== '');
}

function headingOf(block: string, titles: ReadonlySet<string>): Heading | undefined {
  if (block.length > longestHeading) return undefined;
  const [, number, title] = numberedHeading.exec(block) ?? [];
  if (number !== undefined && title !== undefined && (!/[.;:,]$/.test(title) || titles.has(passageKey(title)))) return { number, title };
  const marked = markdownHeading.exec(block)?.[1];
  if (marked !== undefined) return { number: '', title: marked };
  return titles.has(passageKey(block)) ? { number: '', title: block } : undefined;
}

function paragraphOf(block: string): ClauseText['paragraphs'][number] {
  const number = numberedParagraph.exec(block);
  return { number: number?.[1] ?? '', text: number === null ? block : block.slice(number[0].length), values: [] };
}
