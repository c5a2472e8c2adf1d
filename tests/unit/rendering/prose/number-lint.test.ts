import { expect, test } from 'vitest';
import { numberFaults } from '#libs/rendering/prose/number-lint.js';

test.for([
  ['a placeholder', 'Within {{support.responseP1}} of the report.'],
  ['a name with a digit', 'The F1 score of version v2 and model gpt4.'],
  ['an article of a law', 'As Article 28(3)(g) of Regulation (EU) 2016/679 and Articles 13, 14 and 15 ask.'],
  ['a directive', 'Interest follows Directive 2011/7/EU.'],
  ['a section', 'Under § 187 and Section 6103(a).'],
  ['a standard', 'Certified under ISO/IEC 27001, SOC 2 and RFC 8785.'],
  ['a number in words', 'Credits of the eleven months before count.'],
] as const)('%s is no number without a term', ([, text]) => {
  expect(numberFaults(text)).toEqual([]);
});

test.for([
  ['days', 'First line.\n\nWithin 30 days of the report.', 3, '30'],
  ['a percent with a point', 'At least 99.5 per cent.', 1, '99.5'],
  ['a year', 'From 2027 on.', 1, '2027'],
  ['what follows a citation in another sentence', 'See Article 28. Within 5 days.', 1, '5'],
  ['a number after a placeholder of several lines', '{{#if\nfamily.uptime}}x{{/if}}\n7', 3, '7'],
] as const)('%s is refused with its line', ([, text, line, number]) => {
  expect(numberFaults(text)).toEqual([{ line, reason: expect.stringContaining(`the number ${number} is not a term`) }]);
});
