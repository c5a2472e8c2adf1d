import { elementsOf, under, valueUnder, type XmlElement } from './xml.js';

/** What a paragraph or its style says of its place in the document. Levels count from 0; undefined where nothing is said. */
export interface ParagraphPlace {
  readonly outline: number | undefined;
  readonly numbering: { readonly id: string; readonly level: number | undefined } | undefined;
}

const longestChain = 20;

/** What a paragraph's own properties say. */
export function placeOf(properties: XmlElement | undefined): ParagraphPlace {
  const id = valueUnder(properties, 'numPr', 'numId');
  const level = valueUnder(properties, 'numPr', 'ilvl');
  return { outline: levelOf(valueUnder(properties, 'outlineLvl')), numbering: id === undefined ? undefined : { id, level: levelOf(level) } };
}

/** The places that styles give to their paragraphs, by style id; a style has what it does not say from the style it is based on. */
export function stylePlaces(styles: XmlElement | undefined): (style: string | undefined) => ParagraphPlace {
  const known = new Map((styles === undefined ? [] : elementsOf(styles, 'style')).map((style) => [style.attributes.styleId ?? '', style]));
  return (id) => {
    let place: ParagraphPlace = { outline: undefined, numbering: undefined };
    for (let style = known.get(id ?? ''), steps = 0; style !== undefined && steps < longestChain; steps += 1) {
      const own = placeOf(under(style, 'pPr'));
      const [, named] = /^heading ([1-9])$/i.exec(valueUnder(style, 'name') ?? '') ?? [];
      const outline = own.outline ?? (named === undefined ? undefined : Number(named) - 1);
      place = { outline: place.outline ?? outline, numbering: place.numbering ?? own.numbering };
      style = known.get(valueUnder(style, 'basedOn') ?? '');
    }
    return place;
  };
}

function levelOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-8]$/.test(text) ? Number(text) : undefined;
}
