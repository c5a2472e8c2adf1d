const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** What XML 1.0 and HTML cannot carry at all. */
const unprintable = /(?![\t\n])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;

/** A text as content or as a quoted attribute of XML and HTML alike. */
export function escaped(text: string): string {
  return text.replaceAll(unprintable, '\uFFFD').replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A finished piece of markup. Only `tag` and `textNode` make one, so no text gets into a document without being escaped. */
export interface Markup {
  readonly markup: string;
}

export const textNode = (text: string): Markup => ({ markup: escaped(text) });

/** An element with its attributes and what is in it; an attribute without a value is left out. */
export function tag(name: string, attributes: Readonly<Record<string, string | number | undefined>>, ...inside: readonly (Markup | readonly Markup[])[]): Markup {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escaped(String(value))}"`]));
  const content = inside.flat().map(({ markup }) => markup).join('');
  return { markup: content === '' && name.includes(':') ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>` };
}
