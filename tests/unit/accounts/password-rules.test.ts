import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passwordWeakness, refuseWeakPassword } from '../../../apps/api/src/accounts/password-rules.js';
import { Password } from '#libs/wire/accounts.js';
import { FineprintError } from '#libs/wire/errors.js';

const context = { email: 'marta.quill@harbourvale.example', organisation: 'Harbour & Vale' };

describe('a password is refused', () => {
  test.each([
    ['when it contains the name before the @', 'quill-by-the-sea', 'quill'],
    ['when it contains that name in another case', 'MARTA by the sea!', 'marta'],
    ['when it contains the organisation', 'harbour 71 boats', 'harbour'],
    ['when it contains the product', 'my-FinePrint-day', 'fineprint'],
    ['when dots hide the product', 'my f.i.n.e.print', 'fineprint'],
    ['when full-width letters hide it', 'my ｆｉｎｅｐｒｉｎｔ x', 'fineprint'],
    ['when it is one character', 'aaaaaaaaaaaa', 'pattern'],
    ['when it is one emoji', '🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊', 'pattern'],
    ['when it repeats a short pattern', 'ab1!ab1!ab1!', 'pattern'],
    ['when it counts', '123456789012', 'sequences'],
    ['when it counts down', '987654321098', 'sequences'],
    ['when it spells the alphabet', 'abcdefghijkl', 'sequences'],
    ['when it runs along the keyboard', 'qwertyuiopas', 'sequences'],
    ['when it runs back along the keyboard', 'poiuytrewqlkjh', 'sequences'],
    ['when it runs along a German keyboard', 'qwertzuiop12', 'sequences'],
    ['when a common word is padded with digits', 'Password1234', 'sequences'],
    ['when common words are joined', 'welcome-Admin-2!', 'sequences'],
    ['when a common word is padded with one repeated sign', 'secret!!!!!!!!', 'sequences'],
  ])('%s', (_, password, reason) => {
    expect(passwordWeakness(password, context)).toContain(reason);
  });

  test('with a problem that points at it', () => {
    expect(() => refuseWeakPassword('123456789012', context)).toThrow(
      expect.objectContaining({ code: 'INVALID', faults: [expect.objectContaining({ pointer: '/password', code: 'PASSWORD_GUESSABLE' })] }) as FineprintError,
    );
  });
});

describe('a password is taken', () => {
  test.each(['correct horse battery', 'plum 47 lanterns', 'ἐν ἀρχῇ ἦν ὁ λόγος', '夜に猫が屋根を歩いていた夜', 'tr0ub4dor and three', 'vT7#kq9Lw2!x', '            k4tz'])('such as %s', (password) => {
    expect(passwordWeakness(password, context)).toBeNull();
  });

  test('although it contains a short name such as al', () => {
    expect(passwordWeakness('a valley of lamps', { email: 'al@acme.example', organisation: 'Bo' })).toBeNull();
  });

  test('whatever twelve random letters and digits it has', () => {
    const random = fc.array(fc.constantFrom(...'bdfhkmprtvxz2479'), { minLength: 14, maxLength: 20 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(random, (password) => {
        fc.pre(new Set(password).size >= 8 && !/(.)\1\1|2479|(.{1,4})\2{2}/.test(password));
        expect(passwordWeakness(password, context)).toBeNull();
      }),
    );
  });
});

test.each([
  ['eleven characters', 'elevenchars', false],
  ['twelve', 'twelve chars', true],
  ['a hundred and twenty-eight', 'x'.repeat(128), true],
  ['more', 'x'.repeat(129), false],
  ['a NUL', `plum 47 lan\u0000terns`, false],
])('the wire judges a password of %s by its length and nothing else', (_, password, isAccepted) => {
  expect(Password.safeParse(password).success).toBe(isAccepted);
});

test('any text is judged without failing, and quickly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 128 }), (password) => {
      const weakness = passwordWeakness(password, context);
      expect(weakness === null || weakness.length > 0).toBe(true);
    }),
  );
});
