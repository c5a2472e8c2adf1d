import type { PaperFinding } from '#libs/wire/incoming-papers.js';
import { refused } from './refused.js';
import { elementsOf, readXml } from './xml.js';

/** What a document may say about the world outside without its text being elsewhere. A template's address is not even looked at. */
const reported: ReadonlySet<string> = new Set(['image', 'attachedTemplate', 'video', 'audio', 'media']);

/**
 * Everything that the parts of a document point at outside of it, other than plain links: it is listed, and never fetched.
 * @throws FineprintError DOCUMENT_REFUSED when a part of the text itself would have to be fetched
 */
export function externalReferences(parts: ReadonlyMap<string, string>): PaperFinding[] {
  return [...parts].filter(([name]) => name.endsWith('.rels')).flatMap(([name, text]) =>
    elementsOf(readXml(name, text), 'Relationship').flatMap(({ attributes }) => {
      const kind = (attributes.Type ?? '').split('/').at(-1) ?? '';
      if (attributes.TargetMode !== 'External' || kind === 'hyperlink') return [];
      const target = (attributes.Target ?? '').slice(0, 200).toWellFormed();
      if (!reported.has(kind)) throw refused('EXTERNAL_CONTENT', `The document takes content from outside (${kind}: ${target}). Nothing is fetched, so its text would be incomplete: save it with all content inside`);
      return [{ kind: 'external-reference' as const, message: `Points outside the document (${kind}): ${target}. It was not fetched`, clause: null, range: null }];
    }),
  );
}

/** The name of the part that holds the text. @throws FineprintError DOCUMENT_REFUSED when it is no document of Word */
export function mainPart(parts: ReadonlyMap<string, string>): string {
  const relations = parts.get('_rels/.rels');
  const target = relations === undefined ? undefined : elementsOf(readXml('_rels/.rels', relations), 'Relationship').find(({ attributes }) => (attributes.Type ?? '').endsWith('/officeDocument'))?.attributes.Target;
  const name = (target ?? '').replace(/^\//, '');
  if (!parts.has(name)) throw refused('NOT_A_DOCUMENT', 'This is a zip file, but not a Word document: it has no text part');
  return name;
}
