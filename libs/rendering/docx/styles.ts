import { type Markup, tag } from '../markup.js';
import type { Style } from './paragraph.js';

const serif = 'Georgia';
const sans = 'Arial';

/** Sizes are half points, spaces twentieths of a point. */
interface Look {
  readonly name: string;
  readonly font: string;
  readonly size: number;
  readonly before: number;
  readonly after: number;
  readonly strong?: true;
  readonly colour?: string;
  readonly hanging?: true;
  readonly indent?: number;
  readonly outline?: 0;
}

/** The fonts are some that word processors have: a DOCX does not carry its own. */
const looks: Readonly<Record<Style, Look>> = {
  Normal: { name: 'Normal', font: serif, size: 21, before: 0, after: 120 },
  Kicker: { name: 'Kicker', font: sans, size: 18, before: 0, after: 40, strong: true, colour: '1F5A96' },
  Title: { name: 'Title', font: serif, size: 42, before: 0, after: 200, strong: true },
  Heading1: { name: 'heading 1', font: sans, size: 24, before: 380, after: 100, strong: true, hanging: true, outline: 0 },
  Clause: { name: 'Clause', font: serif, size: 21, before: 0, after: 120, hanging: true },
  Quote: { name: 'Quote', font: serif, size: 20, before: 60, after: 60, indent: 480 },
  Caption: { name: 'caption', font: sans, size: 18, before: 240, after: 60, strong: true, colour: '4F555E' },
  Cell: { name: 'Cell', font: sans, size: 17, before: 50, after: 50 },
  Small: { name: 'Small', font: sans, size: 16, before: 200, after: 20, colour: '4F555E' },
  Footnote: { name: 'Identity', font: sans, size: 14, before: 0, after: 0, colour: '4F555E' },
};

const hangingWidth = 640;

/** The styles part: headings are real headings, so outlines and tables of contents work. */
export function stylesMarkup(): Markup {
  return tag(
    'w:styles',
    { 'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main' },
    tag('w:docDefaults', {}, tag('w:rPrDefault', {}, tag('w:rPr', {}, tag('w:lang', { 'w:val': 'en-GB', 'w:eastAsia': 'zh-CN', 'w:bidi': 'ar-SA' })))),
    Object.entries(looks).map(([id, look]) => style(id, look)),
  );
}

function style(id: string, look: Look): Markup {
  return tag(
    'w:style',
    { 'w:type': 'paragraph', 'w:styleId': id, ...(id === 'Normal' ? { 'w:default': '1' } : {}) },
    tag('w:name', { 'w:val': look.name }),
    id === 'Normal' ? [] : [tag('w:basedOn', { 'w:val': 'Normal' })],
    tag('w:qFormat', {}),
    tag('w:pPr', {}, paragraphLook(look)),
    tag('w:rPr', {}, characterLook(look)),
  );
}

function paragraphLook({ before, after, hanging, indent, outline }: Look): Markup[] {
  return [
    ...(outline === undefined ? [] : [tag('w:keepNext', {})]),
    ...(hanging === undefined ? [] : [tag('w:tabs', {}, tag('w:tab', { 'w:val': 'left', 'w:pos': hangingWidth }))]),
    tag('w:spacing', { 'w:before': before, 'w:after': after, 'w:line': 276, 'w:lineRule': 'auto' }),
    ...(hanging === undefined ? [] : [tag('w:ind', { 'w:left': hangingWidth, 'w:hanging': hangingWidth })]),
    ...(indent === undefined ? [] : [tag('w:ind', { 'w:left': indent, 'w:right': indent })]),
    ...(outline === undefined ? [] : [tag('w:outlineLvl', { 'w:val': outline })]),
  ];
}

function characterLook({ font, size, strong, colour }: Look): Markup[] {
  return [
    tag('w:rFonts', { 'w:ascii': font, 'w:hAnsi': font, 'w:cs': sans }),
    ...(strong === undefined ? [] : [tag('w:b', {}), tag('w:bCs', {})]),
    ...(colour === undefined ? [] : [tag('w:color', { 'w:val': colour })]),
    tag('w:sz', { 'w:val': size }),
    tag('w:szCs', { 'w:val': size }),
  ];
}
