import { inflateSync } from 'node:zlib';

/** What a reader of the file gets: the text of every page, line by line, through the fonts' own character maps. */
export function pagesOf(bytes: Uint8Array): string[] {
  const objects = objectsOf(bytes);
  const root = found(objects, /\/Type \/Pages\b/);
  return referencesIn(root.text, /\/Kids \[([^\]]*)\]/).map((page) => {
    const { text } = get(objects, page);
    const contents = get(objects, referencesIn(text, /\/Contents ([^/]*)/)[0] ?? '');
    return linesOf(contents.stream, fontsOf(text, objects));
  });
}

/** The file as one text, with its streams left out: for looking at its structure. */
export function structureOf(bytes: Uint8Array): string {
  return [...objectsOf(bytes).values()].map(({ text }) => text).join('\n') + Buffer.from(bytes).toString('latin1').slice(-400);
}

interface PdfObject {
  readonly text: string;
  readonly stream: string;
}

function objectsOf(bytes: Uint8Array): Map<string, PdfObject> {
  const file = Buffer.from(bytes).toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const match of file.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length;
    const end = file.indexOf('\nendobj', start);
    const body = file.slice(start, end);
    const at = body.indexOf('stream\n');
    const text = at < 0 ? body : body.slice(0, at);
    objects.set(match[1] ?? '', { text, stream: at < 0 ? '' : streamOf(text, body.slice(at + 'stream\n'.length)) });
  }
  return objects;
}

function streamOf(head: string, body: string): string {
  const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
  const data = Buffer.from(body.slice(0, length), 'latin1');
  return (head.includes('/FlateDecode') ? inflateSync(data) : data).toString('latin1');
}

function fontsOf(page: string, objects: Map<string, PdfObject>): Map<string, Map<string, string>> {
  const resources = get(objects, referencesIn(page, /\/Resources ([^/]*)/)[0] ?? '').text;
  const fonts = /\/Font <<([^>]*)>>/.exec(resources)?.[1] ?? '';
  return new Map([...fonts.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, characterMapOf(get(objects, id).text, objects)]));
}

function characterMapOf(font: string, objects: Map<string, PdfObject>): Map<string, string> {
  const cmap = get(objects, referencesIn(font, /\/ToUnicode ([^/]*)/)[0] ?? '').stream;
  const map = new Map<string, string>();
  for (const [, from = '0', , targets = ''] of cmap.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g)) {
    for (const [at, [, hex = '']] of [...targets.matchAll(/<([^>]*)>/g)].entries()) {
      const units = hex.split(' ').map((unit) => Number.parseInt(unit, 16));
      map.set((Number.parseInt(from, 16) + at).toString(16).padStart(4, '0'), String.fromCharCode(...units));
    }
  }
  return map;
}

/** Shown strings, a new line wherever the baseline changes. */
function linesOf(content: string, fonts: Map<string, Map<string, string>>): string {
  let [text, font, baseline] = ['', '', ''];
  for (const [, x, y, name, shown] of content.matchAll(/1 0 0 1 (\S+) (\S+) Tm|\/(F\d+) \S+ Tf|\[([^\]]*)\] TJ/g)) {
    if (x !== undefined && y !== undefined && y !== baseline) {
      text = `${text.trimEnd()}\n`;
      baseline = y;
    } else if (x !== undefined && !/\s$/.test(text)) text += ' ';
    if (name !== undefined) font = name;
    for (const [, hex = ''] of (shown ?? '').matchAll(/<(\w+)>/g)) {
      for (const glyph of hex.match(/.{4}/g) ?? []) text += fonts.get(font)?.get(glyph) ?? '?';
    }
  }
  return text.trim();
}

function referencesIn(text: string, where: RegExp): string[] {
  return [...(where.exec(text)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(([, id = '']) => id);
}

function get(objects: Map<string, PdfObject>, id: string): PdfObject {
  const object = objects.get(id);
  if (object === undefined) throw new Error(`the file has no object ${id}`);
  return object;
}

function found(objects: Map<string, PdfObject>, pattern: RegExp): PdfObject {
  const object = [...objects.values()].find(({ text }) => pattern.test(text));
  if (object === undefined) throw new Error(`the file has nothing like ${pattern.source}`);
  return object;
}
