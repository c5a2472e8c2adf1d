import { SaxesParser } from 'saxes';
import { refused } from './refused.js';

/** An element without its namespace: Word writes the same names in its older and its stricter format. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

type Open = { readonly name: string; readonly attributes: Record<string, string>; readonly children: (XmlElement | string)[] };

const deepest = 200;
const mostElements = 1_500_000;

/**
 * Reads one XML part of a document. Nothing is looked up: a part with a document type, and so any entity of its own, is refused; so
 * is one nested deeper than 200 levels or with more than 1.5 million elements.
 * @param part its name, for the message
 * @throws FineprintError DOCUMENT_REFUSED
 */
export function readXml(part: string, text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const root: Open = { name: '', attributes: {}, children: [] };
  const open: Open[] = [root];
  let elements = 0;
  parser.on('doctype', () => {
    throw refused('XML_DOCTYPE', `${part} declares a document type; documents of Word have none, and entities are not expanded`);
  });
  parser.on('error', (error) => {
    throw refused('XML_INVALID', `${part} is not well-formed: ${error.message}`);
  });
  parser.on('opentag', ({ local, attributes }) => {
    if (open.length > deepest) throw refused('XML_DEPTH', `${part} is nested more than ${deepest} levels deep`);
    if ((elements += 1) > mostElements) throw refused('XML_SIZE', `${part} has more than ${mostElements} elements`);
    const element: Open = { name: local, attributes: Object.fromEntries(Object.values(attributes).map((attribute) => [attribute.local, attribute.value])), children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (words) => void open.at(-1)?.children.push(words));
  parser.on('cdata', (words) => void open.at(-1)?.children.push(words));
  parser.write(text).close();
  return elementsOf(root)[0] ?? root;
}

/** The elements among the children, or those of one name. */
export function elementsOf({ children }: XmlElement, name?: string): readonly XmlElement[] {
  return children.filter((child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name));
}

/** The first element along a path of names. */
export function under(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, name) => (at === undefined ? undefined : elementsOf(at, name)[0]), element);
}

/** The attribute `val` of the first element along a path of names. */
export function valueUnder(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  return under(element, ...path)?.attributes.val;
}
