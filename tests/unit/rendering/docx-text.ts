import { strFromU8, unzipSync } from 'fflate';

export interface DocxParagraph {
  readonly style: string;
  readonly text: string;
}

const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

/** The parts of a DOCX by name. */
export function partsIn(bytes: Uint8Array): ReadonlyMap<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

/** What a word processor shows: paragraphs in order, with the numbers that it counts itself. */
export function paragraphsIn(bytes: Uint8Array): DocxParagraph[] {
  const counts = [0, 0];
  return [...(partsIn(bytes).get('word/document.xml') ?? '').matchAll(/<w:p>(.*?)<\/w:p>/g)].map(([, inside = '']) => {
    const style = /<w:pStyle w:val="(\w+)"/.exec(inside)?.[1] ?? '';
    const level = /<w:ilvl w:val="(\d)"/.exec(inside)?.[1];
    const text = [...inside.matchAll(/<w:t xml:space="preserve">([^<]*)<\/w:t>|<w:tab\/>/g)].map(([, shown]) => (shown === undefined ? '\t' : unescaped(shown))).join('');
    return { style, text: level === undefined ? text : `${counted(counts, Number(level))}\t${text}` };
  });
}

function counted(counts: number[], level: number): string {
  counts[level] = (counts[level] ?? 0) + 1;
  if (level === 0) counts[1] = 0;
  return counts.slice(0, level + 1).join('.');
}
