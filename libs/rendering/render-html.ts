import type { DocumentModel } from './document-model.js';
import { blockHtml } from './html/blocks.js';
import { documentStyle } from './html/style.js';
import { tag, textNode } from './markup.js';

/** A document as one HTML page that needs nothing else: no script, no address, nothing to load; it prints on A4. */
export function renderHtml({ title, mark, blocks, footer, identity }: DocumentModel): string {
  const head = tag(
    'head',
    {},
    { markup: '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">' },
    tag('title', {}, textNode(title)),
    { markup: `<style>${documentStyle}</style>` },
  );
  const content = [...(mark === null ? [] : [tag('p', { class: 'mark' }, textNode(mark))]), ...blocks.flatMap(blockHtml)];
  const foot = tag('footer', {}, [footer, ...identity].map((line) => tag('p', {}, textNode(line))));
  const page = tag('html', { lang: 'en' }, head, tag('body', {}, tag('main', {}, content, foot)));
  return `<!doctype html>\n${page.markup}\n`;
}
