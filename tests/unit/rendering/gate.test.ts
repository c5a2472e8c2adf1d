import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import { acceptTemplate } from '#libs/rendering/gate.js';
import type { View, ViewSchema } from '#libs/rendering/view-schema.js';
import { FineprintError } from '#libs/wire/errors.js';

const schema = {
  name: 'text',
  vendor: { name: 'text' },
  open: 'flag',
  systems: [{ name: 'text', live: 'flag' }],
  words: ['text'],
} as const satisfies ViewSchema;

const view: View = {
  name: 'Harbour & Vale',
  vendor: { name: 'Leadmind' },
  open: true,
  systems: [{ name: 'Scoring', live: true }, { name: 'Chat', live: false }],
  words: ['one', 'two'],
};

const deep = (levels: number) => '{{#if open}}'.repeat(levels) + 'x' + '{{/if}}'.repeat(levels);

describe('what a template may do', () => {
  test.for([
    ['Between {{name}} and {{vendor.name}}', 'Between Harbour & Vale and Leadmind'],
    ['{{#if open}}open{{else}}closed{{/if}}', 'open'],
    ['{{#unless open}}closed{{else}}open{{/unless}}', 'open'],
    ['{{^if open}}closed{{/if}}.', '.'],
    ['{{#each systems}}{{name}}{{#if live}}*{{/if}} {{/each}}', 'Scoring* Chat '],
    ['{{#each words}}{{this}},{{/each}}', 'one,two,'],
    ['a{{!-- a note --}}b', 'ab'],
    ['no placeholder "at all" & nothing', 'no placeholder "at all" & nothing'],
      ] as const)('%j prints %j', ([text, printed]) => {
    expect(acceptTemplate(text, schema).render(view)).toBe(printed);
  });

  test('blocks may be nested sixteen deep', () => {
    expect(acceptTemplate(deep(16), schema).render(view)).toBe('x');
  });

  test('the printed paths are known without rendering', () => {
    expect([...acceptTemplate('{{name}}{{#if open}}{{vendor.name}}{{/if}}', schema).printed]).toEqual(['name', 'vendor.name']);
  });
});

describe('what is refused', () => {
  test.for([
    ['code', '{{constructor.constructor("return process")()}}'],
    ['the constructor', '{{constructor}}'],
    ['the prototype', '{{__proto__}}'],
    ['the prototype in segment notation', '{{[__proto__].c}}'],
    ['a property of a text', '{{name.constructor}}'],
    ['lookup', '{{lookup . "constructor"}}'],
    ['with', '{{#with vendor}}{{name}}{{/with}}'],
    ['log', '{{log name}}'],
    ['log with a level', '{{log "x" level="error"}}'],
    ['a partial', '{{> ../../etc/passwd}}'],
    ['a dynamic partial', '{{> (lookup . "name")}}'],
    ['a partial block', '{{#> layout}}x{{/layout}}'],
    ['an inline partial', '{{#*inline "x"}}y{{/inline}}'],
    ['a decorator', '{{* decorator}}'],
    ['an unknown block', '{{#include}}x{{/include}}'],
    ['unescaped output', '{{{name}}}'],
    ['unescaped output by ampersand', '{{&name}}'],
    ['a raw block', '{{{{raw}}}}x{{{{/raw}}}}'],
    ['a raw block named if', '{{{{if}}}}x{{{{/if}}}}'],
    ['a subexpression', '{{name (vendor.name)}}'],
    ['an argument', '{{name "x"}}'],
    ['a hash', '{{name a=1}}'],
    ['the missing helper', '{{helperMissing}}'],
    ['a literal condition', '{{#if "x"}}y{{/if}}'],
    ['a constant condition', '{{#if true}}y{{/if}}'],
    ['a misspelt condition, which the engine itself would drop unseen', '{{#if opne}}y{{/if}}'],
    ['a text as condition', '{{#if name}}y{{/if}}'],
    ['a misspelt path', '{{opne}}'],
    ['a printed flag', '{{open}}'],
    ['a printed group', '{{vendor}}'],
    ['block parameters', '{{#each systems as |s|}}{{s.name}}{{/each}}'],
    ['the parent scope', '{{#each systems}}{{../name}}{{/each}}'],
    ['the root', '{{#each systems}}{{@root.name}}{{/each}}'],
    ['engine data', '{{#each systems}}{{@index}}{{/each}}'],
    ['another spelling of a path', '{{this.name}}'],
    ['another spelling of a path', '{{./name}}'],
    ['the whole view', '{{this}}'],
    ['repeating a group', '{{#each vendor}}{{this}}{{/each}}'],
    ['each in each', '{{#each words}}'.repeat(4) + '{{/each}}'.repeat(4)],
    ['nesting of 17', deep(17)],
    ['nesting of 10,000', deep(10_000)],
    ['an unclosed block', '{{#if open}}never closed'],
    ['an unclosed placeholder', '{{name'],
    ['a placeholder of 100 KB', `{{${'a'.repeat(100_000)}}}`],
    ['a text of 2 MB', 'a'.repeat(2_000_000)],
    ['markup', '<script>{{name}}</script>'],
    ['an unquoted attribute', '<img src={{name}}>'],
    ['reordered text', 'pay \u202e001\u202c EUR'],
    ['an invisible character', '99\u200b.5'],
    ['a private character', '\ue000'],
    ['a lone surrogate', '\ud800'],
  ] as const)('%s', ([, text]) => {
    expect(() => acceptTemplate(text, schema)).toThrow(FineprintError);
    expect(() => acceptTemplate(text, schema)).toThrow(/TEMPLATE_REFUSED/);
  });

  test.for([
    ['a parse tree', Handlebars.parse('{{name}}')],
    ['an object that pretends to be a tree', { type: 'Program', body: [] }],
    ['a text object', new String('{{name}}')],
    ['nothing', undefined],
  ] as const)('%s in place of a text', ([, text]) => {
    expect(() => acceptTemplate(text, schema)).toThrow('a template is a text');
  });

  test('the refusal names the line', () => {
    expect(() => acceptTemplate('one\ntwo {{name}}\n\n{{opne}}', schema)).toThrow(/Line 4 .* opne is not a declared text/);
  });
});

describe('values', () => {
  test.for([
    '{{name}}',
    '{{constructor}}',
    '<script>alert(1)</script>',
    '![](http://canary.test)',
    '<svg onload=alert(1)>',
    `'"\`=&amp;`,
  ])('%s prints as it is, never expanded a second time', (name) => {
    expect(acceptTemplate('{{name}}', schema).render({ ...view, name })).toBe(name);
  });

  test('any text prints as it is', () => {
    const template = acceptTemplate('[{{name}}]', schema);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(template.render({ ...view, name })).toBe(`[${name}]`);
      }),
    );
  });

  test.for([
    ['a missing flag', { ...view, open: undefined }],
    ['a text for a flag', { ...view, open: 'yes' }],
    ['a number for a text', { ...view, name: 5 }],
    ['a text for a list', { ...view, words: 'one' }],
    ['an endless list', { ...view, words: Array.from({ length: 201 }, () => 'x') }],
    ['a missing text that is printed', { ...view, name: undefined }],
    ['an inherited text', Object.create(view)],
  ] as const)('%s is refused', ([, wrong]) => {
    expect(() => acceptTemplate('{{name}}', schema).render(wrong as View)).toThrow(/TEMPLATE_REFUSED/);
  });

  const { name: _, ...nameless } = view;
  test('a text of a family that is left out may be missing where it is not printed', () => {
    expect(acceptTemplate('{{#unless open}}{{name}}{{/unless}}.', schema).render(nameless)).toBe('.');
  });
});

test('any text is either refused or rendered, and nothing else happens', () => {
  const pieces = fc.constantFrom('{{', '}}', '{{#if open}}', '{{/if}}', '{{else}}', '{{name}}', '{', '}', '#', '^', '~', '"', '\\', ' ', '[', ']', '(', ')', 'x', '../', '@root', '{{!--', '--}}', '{{> x}}', '|a|', '&');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
      try {
        expect(acceptTemplate(parts.join(''), schema).render(view)).toBeTypeOf('string');
      } catch (error) {
        expect(error).toBeInstanceOf(FineprintError);
      }
    }),
    { numRuns: 2000 },
  );
});
