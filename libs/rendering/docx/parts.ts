import { type Markup, tag, textNode } from '../markup.js';
import { paragraph, run } from './paragraph.js';
import { stylesMarkup } from './styles.js';
import { textWidth } from './table.js';

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const r = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const office = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const core = 'application/vnd.openxmlformats-package.core-properties+xml';

/** What frames the text of a document. */
export interface Frame {
  readonly title: string;
  readonly subject: string;
  readonly createdAt: string;
  readonly footer: string;
  readonly identity: readonly string[];
  readonly mark: string | null;
}

const named = ['styles', 'numbering', 'footer', 'header'] as const;

/** Every part of the file by its name. No part points outside the file, and none holds a macro. */
export function partsOf(frame: Frame, body: readonly Markup[]): Readonly<Record<string, Markup>> {
  return {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relationships([
      ['officeDocument', `${r}/officeDocument`, 'word/document.xml'],
      ['core', `${packages}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
    'docProps/core.xml': properties(frame),
    'word/_rels/document.xml.rels': relationships(named.map((name) => [name, `${r}/${name}`, `${name}.xml`])),
    'word/document.xml': tag('w:document', { 'xmlns:w': w, 'xmlns:r': r }, tag('w:body', {}, body, section())),
    'word/styles.xml': stylesMarkup(),
    'word/numbering.xml': numbering(),
    'word/footer.xml': footer(frame),
    'word/header.xml': tag('w:hdr', { 'xmlns:w': w }, paragraph('Kicker', frame.mark === null ? [] : [run(frame.mark, true)], { align: 'right' })),
  };
}

function contentTypes(): Markup {
  const override = (part: string, type: string) => tag('Override', { PartName: part, ContentType: type });
  return tag(
    'Types',
    { xmlns: `${packages}/content-types` },
    tag('Default', { Extension: 'rels', ContentType: 'application/vnd.openxmlformats-package.relationships+xml' }),
    tag('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    override('/word/document.xml', `${office}.document.main+xml`),
    named.map((name) => override(`/word/${name}.xml`, `${office}.${name}+xml`)),
    override('/docProps/core.xml', core),
  );
}

function relationships(all: readonly (readonly [id: string, type: string, target: string])[]): Markup {
  return tag('Relationships', { xmlns: `${packages}/relationships` }, all.map(([id, type, target]) => tag('Relationship', { Id: id, Type: type, Target: target })));
}

function properties({ title, subject, createdAt }: Frame): Markup {
  const instant = (name: string) => tag(name, { 'xsi:type': 'dcterms:W3CDTF' }, textNode(createdAt.replace(/\.\d+Z$/, 'Z')));
  return tag(
    'cp:coreProperties',
    {
      'xmlns:cp': `${packages}/metadata/core-properties`,
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:dcterms': 'http://purl.org/dc/terms/',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    },
    tag('dc:title', {}, textNode(title)),
    tag('dc:subject', {}, textNode(subject)),
    tag('dc:creator', {}, textNode('Fineprint')),
    instant('dcterms:created'),
    instant('dcterms:modified'),
  );
}

/** Clauses count 1, 2, 3; their paragraphs 1.1, 1.2. */
function numbering(): Markup {
  const level = (at: number, text: string) =>
    tag(
      'w:lvl',
      { 'w:ilvl': at },
      tag('w:start', { 'w:val': 1 }),
      tag('w:numFmt', { 'w:val': 'decimal' }),
      tag('w:lvlText', { 'w:val': text }),
      tag('w:lvlJc', { 'w:val': 'left' }),
      tag('w:pPr', {}, tag('w:ind', { 'w:left': 640, 'w:hanging': 640 })),
    );
  return tag(
    'w:numbering',
    { 'xmlns:w': w },
    tag('w:abstractNum', { 'w:abstractNumId': 0 }, tag('w:multiLevelType', { 'w:val': 'multilevel' }), level(0, '%1'), level(1, '%1.%2')),
    tag('w:num', { 'w:numId': 1 }, tag('w:abstractNumId', { 'w:val': 0 })),
  );
}

function footer({ footer: left, identity }: Frame): Markup {
  const field = (instruction: string) => tag('w:fldSimple', { 'w:instr': ` ${instruction} ` }, run('1'));
  const tabs = tag('w:tabs', {}, tag('w:tab', { 'w:val': 'right', 'w:pos': textWidth }));
  const pages = tag('w:p', {}, tag('w:pPr', {}, tag('w:pStyle', { 'w:val': 'Small' }), tabs), run(`${left}\tPage `), field('PAGE'), run(' of '), field('NUMPAGES'));
  return tag('w:ftr', { 'xmlns:w': w }, pages, identity.map((line) => paragraph('Footnote', [run(line)])));
}

function section(): Markup {
  return tag(
    'w:sectPr',
    {},
    tag('w:headerReference', { 'w:type': 'default', 'r:id': 'header' }),
    tag('w:footerReference', { 'w:type': 'default', 'r:id': 'footer' }),
    tag('w:pgSz', { 'w:w': 11906, 'w:h': 16838 }),
    tag('w:pgMar', { 'w:top': 1400, 'w:right': 1480, 'w:bottom': 1760, 'w:left': 1480, 'w:header': 600, 'w:footer': 500, 'w:gutter': 0 }),
  );
}
