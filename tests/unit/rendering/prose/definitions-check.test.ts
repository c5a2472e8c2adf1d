import { describe, expect, test } from 'vitest';
import { readAgreementTemplate } from '#libs/rendering/agreement-template.js';
import { definitionsCheck } from '#libs/rendering/prose/definitions-check.js';
import { catalogue } from '#libs/terms/catalogue.js';

const opening = '---\nid: a\ntitle: A\nsummary: S\nclauses: [one, two]\n---\n{{customer.name}} (the “Customer”) and {{vendor.name}} (the “Vendor”).\n';
const clause = (id: string, family: string, defines: string, body: string) => `---\nid: ${id}\nfamily: ${family}\ntitle: T\nterms: []\ndefines: [${defines}]\n---\n${body}\n`;

function findings(one: string, two: string, defines: readonly [string, string] = ['', '']) {
  const source = readAgreementTemplate(opening, [clause('one', 'scope', defines[0], one), clause('two', 'law', defines[1], two)], catalogue);
  return definitionsCheck(source).filter(({ message }) => !/“(Customer|Vendor)” is defined, but/.test(message)).map(({ clauseId, rule, message }) => [clauseId, rule, message]);
}

describe('an agreement', () => {
  test('that defines its words and uses them has no findings', () => {
    expect(findings('An “Output” is what a customer gets.', 'The Customer owns each Output; Outputs are kept.', ['Output', ''])).toEqual([]);
  });

  test.for([
    ['a word that nobody defines', 'First line.\nThe Customer owns each Output.', 'x', ['', ''], ['one', 'used-but-not-defined', 'Line 2 uses “Output”, which no clause of this agreement defines']],
    ['a word that nothing uses', 'An “Output” is a score.', 'x', ['Output', ''], ['one', 'defined-but-not-used', '“Output” is defined, but nothing uses it']],
    ['a word with two definitions', 'An Output is this.', 'An Output is that.', ['Output', 'Output'], ['two', 'defined-twice', '“Output” is defined here and in one as well']],
    ['a word of the opening defined again', 'A Customer is you.', 'x', ['Customer', ''], ['one', 'defined-twice', '“Customer” is defined here and in opening as well']],
    ['a declaration without an explanation', 'Nothing.', 'The Customer owns each Output and Output.', ['Output', ''], ['one', 'declared-but-not-explained', '“Output” is declared as defined here, but the text does not use it']],
    ['a reference to a family that is not there', 'See clause {{clause.exit}}.', 'x', ['', ''], ['one', 'refers-to-nothing', 'It refers to a clause on exit, which this agreement does not have']],
  ] as const)('with %s is told where', ([, one, two, defines, expected]) => {
    expect(findings(one, two, defines)).toEqual([expected]);
  });

  test.for([
    ['the beginning of a sentence', 'Outputs matter. Scores matter: Both do.'],
    ['acronyms and names', 'Kept under the GDPR, by an API, with the Wilson interval in the European Union.'],
    ['values', 'Owned by {{customer.name}} and {{vendor.name}}.'],
    ['a reference that asks first', '{{#if family.exit}}See clause {{clause.exit}}.{{/if}}'],
  ] as const)('needs no definition of %s', ([, text]) => {
    expect(findings(text, 'x')).toEqual([]);
  });

  test('may define a word with a hyphen', () => {
    expect(findings('A company behind the Vendor is a “Sub-processor”.', 'The Vendor answers for Sub-processors of the Customer, and for each Sub-processor.', ['Sub-processor', ''])).toEqual([]);
  });

  test('needs no definition of two defined words in a row', () => {
    expect(findings('A “Model” is one; the Vendor Model and each Model Output of the Customer. An “Output” too.', 'x', ['Model, Output', ''])).toEqual([]);
  });
});

test('words with hyphens and plurals are found as they are defined', () => {
  const text = 'A “Co-developed Models” and “Sub-processors” are these.\nThe Vendor owns each Co-developed Model and asks every Sub-processor; {{vendor.name}} Others follow.';
  expect(findings(text, 'x', ['Co-developed Models, Sub-processors', ''])).toEqual([]);
});
