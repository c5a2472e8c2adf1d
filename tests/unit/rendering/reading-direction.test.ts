import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stretchesOf } from '#libs/rendering/pdf/reading-direction.js';

/** Hebrew as capitals R S T would be hard to read: alef, bet, gimel stand for themselves. */
const shown = (line: string) => stretchesOf(line).map(({ text, isRightToLeft }) => (isRightToLeft ? `<${text}` : `>${text}`));

describe('a line', () => {
  test.for([
    ['has no right-to-left letter', 'Leadmind (99.5 %)', ['>Leadmind (99.5 %)']],
    ['is a name in one word', 'to אבג.', ['>to ', '<אבג', '>.']],
    ['is a name in two words', 'to אב גד and', ['>to ', '<אב גד', '> and']],
    ['has a number in the name', 'אב 12 גד', ['< גד', '>12', '<אב ']],
    ['has brackets in the name, which turn', 'אב (ג) דה', ['<אב )ג( דה']],
    ['ends with a space, which stays at the end', 'to אב ', ['>to ', '<אב', '> ']],
    ['has Latin in the middle of the name', 'אב Ltd גד', ['<אב', '> Ltd ', '<גד']],
  ] as const)('that %s', ([, line, stretches]) => {
    expect(shown(line)).toEqual(stretches);
  });

  test('loses nothing and gains nothing', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', '1', ' ', 'א', 'ب', '.', '%') });
    fc.assert(
      fc.property(letters, (line) => {
        expect([...stretchesOf(line).map(({ text }) => text).join('')].toSorted()).toEqual([...line].toSorted());
      }),
    );
  });
});
