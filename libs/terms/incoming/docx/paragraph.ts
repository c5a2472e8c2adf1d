import { elementsOf, under, type XmlElement } from './xml.js';

/** Something that stands in a paragraph beside its text; places are in the text of the paragraph. */
export interface Mark {
  readonly kind: 'inserted-text' | 'deleted-text' | 'hidden-text' | 'comment-start' | 'comment-end' | 'note' | 'field';
  readonly at: number;
  readonly until: number;
  /** Deleted words, a comment's or note's id, or a field's instruction. */
  readonly content: string;
  readonly author: string;
}

/** A paragraph as it reads with its changes accepted, what stands beside it, and text boxes that hang on it. */
export interface ParagraphText {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly boxes: readonly XmlElement[];
}

type State = { text: string; readonly marks: Mark[]; readonly boxes: XmlElement[] };
interface Change {
  readonly kind: 'inserted-text' | 'deleted-text';
  readonly author: string;
}

const inserts: ReadonlySet<string> = new Set(['ins', 'moveTo']);
const deletes: ReadonlySet<string> = new Set(['del', 'moveFrom']);
/** What has no text, or text that is printed elsewhere. */
const silent: ReadonlySet<string> = new Set(['pPr', 'rPr', 'Fallback', 'sdtPr', 'tblPr', 'trPr', 'tcPr', 'sectPr']);

/** The text of a paragraph: inserted words are in it, deleted ones are marks at their place. */
export function paragraphText(paragraph: XmlElement): ParagraphText {
  const state: State = { text: '', marks: [], boxes: [] };
  walk(paragraph, state, null);
  return { ...state, marks: joined(state.marks) };
}

function walk(element: XmlElement, state: State, change: Change | null): void {
  for (const child of elementsOf(element)) {
    if (inserts.has(child.name)) walk(child, state, { kind: 'inserted-text', author: child.attributes.author ?? '' });
    else if (deletes.has(child.name)) walk(child, state, { kind: 'deleted-text', author: child.attributes.author ?? '' });
    else if (child.name === 'r') run(child, state, change);
    else if (child.name === 'commentRangeStart' || child.name === 'commentRangeEnd') {
      mark(state, child.name === 'commentRangeStart' ? 'comment-start' : 'comment-end', state.text.length, child.attributes.id ?? '');
    } else if (child.name === 'fldSimple') {
      mark(state, 'field', state.text.length, child.attributes.instr ?? '');
      walk(child, state, change);
    } else if (!silent.has(child.name)) walk(child, state, change);
  }
}

function run(element: XmlElement, state: State, change: Change | null): void {
  const before = state.text.length;
  const hidden = under(element, 'rPr', 'vanish');
  let deleted = '';
  for (const child of elementsOf(element)) {
    const words = wordsOf(child);
    if (words === null) apart(child, state, change);
    else if (change?.kind === 'deleted-text' || child.name === 'delText') deleted += words;
    else state.text += words;
  }
  if (deleted !== '') state.marks.push({ kind: 'deleted-text', at: before, until: before, content: deleted, author: change?.author ?? '' });
  if (state.text.length === before) return;
  if (change?.kind === 'inserted-text') state.marks.push({ kind: 'inserted-text', at: before, until: state.text.length, content: '', author: change.author });
  if (hidden !== undefined && !['0', 'false', 'off'].includes(hidden.attributes.val ?? 'true')) mark(state, 'hidden-text', before, '');
}

/** What prints as text; null for everything else. */
function wordsOf(child: XmlElement): string | null {
  switch (child.name) {
    case 't':
    case 'delText':
      return child.children.filter((part) => typeof part === 'string').join('');
    case 'tab':
    case 'ptab':
      return '\t';
    case 'br':
    case 'cr':
      return '\n';
    case 'noBreakHyphen':
      return '-';
    case 'sym':
      return '□';
    default:
      return null;
  }
}

function apart(child: XmlElement, state: State, change: Change | null): void {
  if (child.name === 'footnoteReference' || child.name === 'endnoteReference') {
    const id = `${child.name === 'footnoteReference' ? 'footnote' : 'endnote'} ${child.attributes.id ?? ''}`;
    mark(state, 'note', state.text.length, id);
  } else if (child.name === 'instrText') mark(state, 'field', state.text.length, child.children.filter((part) => typeof part === 'string').join(''));
  else if (child.name === 'txbxContent') state.boxes.push(child);
  else if (!silent.has(child.name)) for (const inner of elementsOf(child)) (inner.name === 'r' ? run : apart)(inner, state, change);
}

function mark(state: State, kind: Mark['kind'], at: number, content: string): void {
  state.marks.push({ kind, at, until: state.text.length, content, author: '' });
}

/** Word splits a change over many runs; neighbours by one author are one change. */
function joined(marks: readonly Mark[]): Mark[] {
  const kept: Mark[] = [];
  for (const next of marks) {
    const last = kept.at(-1);
    if (last !== undefined && last.kind === next.kind && last.author === next.author && last.until === next.at && (next.kind === 'inserted-text' || next.kind === 'deleted-text')) {
      kept[kept.length - 1] = { ...last, until: next.until, content: last.content + next.content };
    } else kept.push(next);
  }
  return kept;
}
