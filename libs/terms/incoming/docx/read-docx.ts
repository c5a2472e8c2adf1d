import type { PaperFinding } from '#libs/wire/incoming-papers.js';
import { paperTextLimit } from '#libs/wire/incoming-papers.js';
import type { HeadingMark, PaperText } from '../paper-text.js';
import { numbersOf, type NextNumber } from './numbering.js';
import { paragraphText, type Mark } from './paragraph.js';
import { refused } from './refused.js';
import { externalReferences, mainPart } from './relationships.js';
import { placeOf, stylePlaces, type ParagraphPlace } from './styles.js';
import { elementsOf, readXml, under, valueUnder, type XmlElement } from './xml.js';

/** The text of a document with its headings, and what a reader of the printed page would not see. */
export interface DocxPaper {
  readonly paper: PaperText;
  readonly findings: readonly PaperFinding[];
}

interface Reader {
  readonly places: (style: string | undefined) => ParagraphPlace;
  readonly next: NextNumber;
  readonly notes: ReadonlyMap<string, XmlElement>;
  readonly comments: ReadonlyMap<string, XmlElement>;
  readonly opened: Map<string, number>;
  readonly headings: HeadingMark[];
  readonly findings: PaperFinding[];
  text: string;
}

/**
 * Reads the XML parts of a Word document, by name. Paragraphs become lines, with the numbers that Word prints before them; rows of
 * tables become lines with bars; foot- and endnotes follow their paragraph. Inserted text is in the text, deleted text is a finding;
 * comments, hidden text, fields that fetch, headers and footers are findings too. Nothing is fetched or carried out.
 * @throws FineprintError DOCUMENT_REFUSED
 */
export function readDocx(parts: ReadonlyMap<string, string>): DocxPaper {
  const main = mainPart(parts);
  const findings = externalReferences(parts);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const part = (name: string): XmlElement | undefined => {
    const text = parts.get(`${folder}${name}.xml`);
    return text === undefined ? undefined : readXml(`${folder}${name}.xml`, text);
  };
  const reader: Reader = {
    places: stylePlaces(part('styles')),
    next: numbersOf(part('numbering')),
    notes: new Map([...byId(part('footnotes'), 'footnote'), ...byId(part('endnotes'), 'endnote')]),
    comments: new Map(byId(part('comments'), 'comment', '')),
    opened: new Map(),
    headings: [],
    findings,
    text: '',
  };
  const body = under(readXml(main, parts.get(main) ?? ''), 'body');
  if (body !== undefined) blocks(body, reader);
  if (reader.text.trim() === '') throw refused('NO_TEXT', 'The document has no text');
  if (reader.text.length > paperTextLimit) throw refused('TEXT_TOO_LONG', `The document has ${reader.text.length} characters of text; at most ${paperTextLimit} can be read`);
  return { paper: { text: reader.text, headings: reader.headings }, findings: [...findings, ...margins(parts, folder)] };
}

function byId(part: XmlElement | undefined, name: string, prefix = `${name} `): [string, XmlElement][] {
  return part === undefined ? [] : elementsOf(part, name).map((element) => [`${prefix}${element.attributes.id ?? ''}`, element]);
}

function blocks(parent: XmlElement, reader: Reader): void {
  for (const block of elementsOf(parent)) {
    if (block.name === 'p') paragraph(block, reader);
    else if (block.name === 'tbl') table(block, reader);
    else if (block.name === 'altChunk') reader.findings.push({ kind: 'embedded-object', message: 'A part of the document is stored in another format and was not read', clause: null, range: { start: reader.text.length, end: reader.text.length } });
    else if (!['sdtPr', 'sectPr', 'Fallback'].includes(block.name)) blocks(block, reader);
  }
}

function paragraph(block: XmlElement, reader: Reader): void {
  const properties = under(block, 'pPr');
  const own = placeOf(properties);
  const styled = reader.places(valueUnder(properties, 'pStyle'));
  const outline = own.outline ?? styled.outline;
  const list = own.numbering ?? styled.numbering;
  const { text, marks, boxes } = paragraphText(block);
  const number = list === undefined || list.id === '0' || (text === '' && marks.length === 0) ? '' : reader.next(list.id, list.level ?? styled.numbering?.level ?? 0);
  const start = reader.text.length;
  const lead = number === '' ? '' : `${number} `;
  if (outline !== undefined && outline < 6 && text.trim() !== '') reader.headings.push({ start, level: outline + 1 });
  reader.text += `${lead}${text}\n`;
  const notes = marks.flatMap((mark) => recorded(mark, start + lead.length, reader));
  for (const note of notes) for (const inner of elementsOf(note, 'p')) reader.text += `[note] ${paragraphText(inner).text.trim()}\n`;
  for (const box of boxes) blocks(box, reader);
}

function table(block: XmlElement, reader: Reader): void {
  for (const row of elementsOf(block).flatMap((child) => (child.name === 'tr' ? [child] : elementsOf(under(child, 'sdtContent') ?? { ...child, children: [] }, 'tr')))) {
    reader.text += '|';
    for (const cell of elementsOf(row).flatMap((child) => (child.name === 'tc' ? [child] : elementsOf(under(child, 'sdtContent') ?? child, 'tc')))) {
      reader.text += ' ';
      for (const [at, inner] of descendants(cell, 'p').entries()) {
        const { text, marks } = paragraphText(inner);
        if (at > 0 && text !== '') reader.text += ' ';
        const start = reader.text.length;
        reader.text += text.replaceAll(/[\n|]/g, ' ');
        for (const mark of marks) recorded(mark, start, reader);
      }
      reader.text += ' |';
    }
    reader.text += '\n';
  }
}

function descendants(element: XmlElement, name: string): XmlElement[] {
  return elementsOf(element).flatMap((child) => (child.name === name ? [child] : child.name === 'Fallback' ? [] : descendants(child, name)));
}

/** Records a mark whose paragraph begins at `offset`. @returns the note it refers to, if it is one */
function recorded({ kind, at, until, content, author }: Mark, offset: number, reader: Reader): XmlElement[] {
  const range = { start: offset + at, end: offset + until };
  const by = author === '' ? '' : ` by ${author}`;
  const add = (found: PaperFinding['kind'], message: string, place = range): void => void reader.findings.push({ kind: found, message: message.slice(0, 2_000).toWellFormed(), clause: null, range: place });
  if (kind === 'deleted-text') add(kind, `Deleted${by} in a tracked change: “${content}”`);
  else if (kind === 'inserted-text') add(kind, `Inserted${by} in a tracked change`);
  else if (kind === 'hidden-text') add(kind, 'This text is formatted as hidden: it does not print');
  else if (kind === 'comment-start') reader.opened.set(content, range.start);
  else if (kind === 'comment-end') {
    const comment = reader.comments.get(content);
    const words = comment === undefined ? '' : elementsOf(comment, 'p').map((inner) => paragraphText(inner).text).join(' ');
    add('comment', `${comment?.attributes.author ?? 'Somebody'} comments: “${words}”`, { start: reader.opened.get(content) ?? range.start, end: range.start });
  } else if (kind === 'field') {
    if (/^\s*(?:INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|IMPORT|RD|DATABASE)\b/i.test(content)) add('external-reference', `A field would fetch something (${content.trim().slice(0, 100).toWellFormed()}). It was not carried out`);
  } else return [reader.notes.get(content)].filter((note) => note !== undefined);
  return [];
}

function margins(parts: ReadonlyMap<string, string>, folder: string): PaperFinding[] {
  const names = [...parts.keys()].filter((name) => name.startsWith(folder) && /^(?:header|footer)\d*\.xml$/.test(name.slice(folder.length)));
  const texts = names.map((name) => descendants(readXml(name, parts.get(name) ?? ''), 'p').map((inner) => paragraphText(inner).text.trim()).filter((text) => text !== '').join(' '));
  return [...new Set(texts)].filter((text) => text !== '').map((text) => ({ kind: 'header-or-footer', message: `Printed in the margin of pages: “${text.slice(0, 500).toWellFormed()}”`, clause: null, range: null }));
}
