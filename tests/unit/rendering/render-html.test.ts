import { describe, expect, test } from 'vitest';
import { type Block, type DocumentModel, plainRun } from '#libs/rendering/document-model.js';
import { documentStyle } from '#libs/rendering/html/style.js';
import { renderHtml } from '#libs/rendering/render-html.js';
import { agreementModel, noticeModel, saved } from './documents.js';

const plainText = (html: string) => html.replaceAll(/<[^>]*>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

/** The texts of all elements of a name, with or without a class. */
function textsOf(model: DocumentModel, name: string): string[] {
  const [element = '', kind] = name.split('.');
  return [...renderHtml(model).matchAll(new RegExp(`<${element}\\b([^>]*)>(.*?)</${element}>`, 'gs'))].flatMap(([, attributes = '', inside = '']) =>
    kind === undefined || attributes.includes(`class="${kind}"`) ? [plainText(inside)] : [],
  );
}

const modelOf = (text: string): DocumentModel => {
  const runs = [plainRun(text)];
  const table: Block = { kind: 'table', caption: text, columns: [{ label: text, weight: 100, align: 'left' }], rows: [[text]], hasTotal: false };
  return {
    title: text,
    subject: text,
    createdAt: '2026-01-01T00:00:00.000Z',
    footer: text,
    identity: [text],
    mark: text,
    blocks: [{ kind: 'title', kicker: text, text }, { kind: 'heading', number: text, text }, { kind: 'paragraph', number: text, runs }, { kind: 'facts', rows: [{ label: text, value: text }] }, table],
  };
};

test('an agreement as a page has its clauses as headings and its terms as a table with header cells', () => {
  const model = agreementModel();
  const headings = model.blocks.flatMap((block) => (block.kind === 'heading' ? [`${block.number === null ? '' : `${block.number} `}${block.text}`] : []));
  expect(textsOf(model, 'h1')).toEqual(['Lead scoring']);
  expect(textsOf(model, 'h2')).toEqual(headings);
  expect(textsOf(model, 'th')).toEqual(['Clause', 'Term', 'Value', 'Evaluated as']);
  expect(renderHtml(model)).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(textsOf(model, 'footer')).toEqual([[model.footer, ...model.identity].join('')]);
});

test('a draft says so at its head', () => {
  expect(textsOf(agreementModel({}, saved), 'p.mark')).toEqual(['DRAFT']);
  expect(textsOf(agreementModel(), 'p.mark')).toEqual([]);
});

describe('a page', () => {
  test.for([['an agreement', agreementModel], ['a notice', noticeModel]] as const)('of %s needs nothing else: no script, no address, nothing that loads', ([, model]) => {
    const html = renderHtml(model());
    expect(html).not.toMatch(/<(script|link|img|iframe|object|embed|form|a|base|svg)\b|\b(on\w+|style|src|href)=|url\(|@import|https?:/i);
  });

  test.for(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '</style><svg onload=alert(1)>', '"><b onclick=x>', '&lt;', '{{x}}', '[x](javascript:alert(1))'])(
    'prints %j as it is, wherever it stands',
    (text) => {
      const model = modelOf(text);
      for (const element of ['title', 'h1', 'bdi', 'td', 'dd', 'dt', 'th', 'caption', 'p.mark', 'p.kicker']) expect(new Set(textsOf(model, element))).toEqual(new Set([text]));
      expect(renderHtml(model)).not.toMatch(/<(script|img|svg|b|a)\b/);
      expect(renderHtml(model).match(/<style>(.*?)<\/style>/s)?.[1]).toBe(documentStyle);
    },
  );

  test('is the same when it is rendered again', () => {
    expect(renderHtml(agreementModel())).toBe(renderHtml(agreementModel()));
  });
});
