import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attributesIn } from '#libs/measurement/reports/attribute-list.js';

test.each([
  ['region', ['region'], ['region']],
  ['region,age', ['age', 'region'], ['region', 'age']],
  ['a,b', ['a', 'b', 'a,b'], ['a,b']],
  ['b,a', ['a', 'b', 'a,b'], ['b', 'a']],
  ['a,b,a', ['a', 'b', 'a,b'], ['a,b', 'a']],
  ['a,b', ['a'], ['a', 'b']],
  ['ab', ['a'], ['ab']],
  [',a', ['a'], ['', 'a']],
])('the list %s of attributes %j names %j', (list, known, names) => {
  expect(attributesIn(list, known)).toEqual(names);
});

test('every attribute can be asked for alone, whatever its name', () => {
  fc.assert(fc.property(fc.array(fc.string({ minLength: 1, unit: fc.constantFrom('a', 'b', ',', ' ') }), { minLength: 1 }), (known) => {
    for (const name of known) expect(attributesIn(name, known)).toEqual([name]);
  }));
});
