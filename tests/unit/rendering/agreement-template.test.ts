import { expect, test } from 'vitest';
import { readAgreementTemplate } from '#libs/rendering/agreement-template.js';
import { catalogue } from '#libs/terms/catalogue.js';

const agreement = (clauses: string) => `---\nid: a\ntitle: A\nsummary: S\nclauses: [${clauses}]\n---\nBetween {{customer.name}} and {{vendor.name}}.\n`;
const clause = (id: string, terms: string, body: string) => `---\nid: ${id}\nfamily: uptime\ntitle: T\nterms: [${terms}]\n---\n${body}\n`;
const good = clause('one', 'uptime.target', 'At least {{uptime.target}}.');
const read = (text: string, ...clauses: readonly string[]) => readAgreementTemplate(text, clauses, catalogue);

test('a template holds the clauses it names, in its order, and all its texts', () => {
  const second = clause('two', 'uptime.window', 'In every {{uptime.window}}.');
  const source = read(agreement('two, one'), good, second, clause('three', 'uptime.graceHours', 'After {{uptime.graceHours}}.'));
  expect(source.clauses.map(({ id }) => id)).toEqual(['two', 'one']);
  expect(source.texts).toEqual([agreement('two, one'), second, good]);
});

test.for([
  ['a clause that is not there', [agreement('one, two'), good], 'there is no clause two'],
  ['one clause twice', [agreement('one, one'), good], 'is listed twice'],
  ['two clauses with one id', [agreement('one'), good, good], 'two clauses are called one'],
  ['a term in two clauses', [agreement('one, two'), good, clause('two', 'uptime.target', '{{uptime.target}}')], 'uptime.target is listed twice'],
  ['a term that is listed but not printed', [agreement('one'), clause('one', 'uptime.target, uptime.window', '{{uptime.target}}')], 'lists uptime.window but does not print it'],
  ['a term that is printed but not listed', [agreement('one'), clause('one', 'uptime.target', '{{uptime.target}} {{uptime.window}}')], 'prints uptime.window but does not list it'],
  ['a term that does not exist', [agreement('one'), clause('one', 'uptime.targets', 'x')], 'uptime.targets, which is not a term'],
  ['a misspelt condition', [agreement('one'), clause('one', 'uptime.target', '{{#if is.uptime.method.badMinute}}x{{/if}}{{uptime.target}}')], 'not a declared flag'],
  ['a head without an end', ['---\nid: a\n', good], 'a head between two lines'],
  ['an unknown field in the head', [agreement('one').replace('title: A', 'title: A\nlicence: x'), good], 'licence'],
  ['a repeated field in the head', [agreement('one').replace('title: A', 'title: A\ntitle: B'), good], 'unique'],
  ['a head that is not YAML', ['---\n{\n---\nx', good], 'refused'],
  ['an alias in the head', [agreement('one').replace('title: A', 'title: &x A\nid: *x'), good], 'refused'],
] as const)('%s is refused', ([, [text, ...clauses], reason]) => {
  expect(() => read(text, ...clauses)).toThrow(/TEMPLATE_REFUSED/);
  expect(() => read(text, ...clauses)).toThrow(reason);
});
