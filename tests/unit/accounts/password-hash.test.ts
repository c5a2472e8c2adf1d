import { argon2Sync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../../../apps/api/src/accounts/password-hash.js';
import { Passwords } from '../../../apps/api/src/accounts/password.js';
import { FineprintError } from '#libs/wire/errors.js';

function stored(password: string, memory: number, passes: number): string {
  const nonce = Buffer.from('0123456789abcdef');
  const tag = argon2Sync('argon2id', { message: password, nonce, tagLength: 32, memory, passes, parallelism: 1 });
  const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${memory},t=${passes},p=1$${base64(nonce)}$${base64(tag)}`;
}

describe('a stored password', () => {
  test('is argon2id with 19 MiB, two passes and a salt of its own', async () => {
    const [first, second] = await Promise.all([hashPassword('plum 47 lanterns'), hashPassword('plum 47 lanterns')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(first).not.toBe(second);
  });

  test('matches its password and no other', async () => {
    const hash = await hashPassword('plum 47 lanterns');
    expect(await verifyPassword('plum 47 lanterns', hash)).toEqual({ matches: true, outdated: false });
    expect(await verifyPassword('plum 47 lanternS', hash)).toEqual({ matches: false, outdated: false });
  });

  test('counts every byte: two passwords that differ at byte 100 are two passwords', async () => {
    const hash = await hashPassword(`${'long '.repeat(20)}a`);
    expect((await verifyPassword(`${'long '.repeat(20)}b`, hash)).matches).toBe(false);
  });

  test('is the same however the keyboard composes an é', async () => {
    expect((await verifyPassword('cafe\u0301 au bord de mer', await hashPassword('caf\u00e9 au bord de mer'))).matches).toBe(true);
  });

  test('made by another implementation with the same parameters matches', async () => {
    expect(await verifyPassword('plum 47 lanterns', stored('plum 47 lanterns', 19_456, 2))).toEqual({ matches: true, outdated: false });
  });

  test('of a lower cost matches and asks to be made again', async () => {
    expect(await verifyPassword('plum 47 lanterns', stored('plum 47 lanterns', 8_192, 1))).toEqual({ matches: true, outdated: true });
  });

  test.each(['', 'plum 47 lanterns', '$2b$10$abcdefghijklmnopqrstuv', '$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAA'])(
    'that is not argon2id is a fault of ours: %j',
    async (text) => {
      await expect(verifyPassword('plum 47 lanterns', text)).rejects.toThrow('not an argon2id PHC string');
    },
  );
});

describe('checking', () => {
  test('without a stored password never matches', async () => {
    expect(await new Passwords().verify('plum 47 lanterns', null)).toEqual({ matches: false, outdated: false });
  });

  test('four run, sixteen wait, and the next is told to come back', async () => {
    const passwords = new Passwords();
    const taken = Array.from({ length: 20 }, () => passwords.verify('plum 47 lanterns', null));
    const refused = await passwords.verify('plum 47 lanterns', null).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'TOO_MANY_REQUESTS', retryAfterSeconds: 2 } satisfies Partial<FineprintError>);
    expect((await Promise.all(taken)).every(({ matches }) => !matches)).toBe(true);
    expect((await passwords.verify('x', await passwords.hash('x'))).matches).toBe(true);
  });

  test('a failure inside frees its place', async () => {
    const passwords = new Passwords();
    await Promise.allSettled(Array.from({ length: 8 }, () => passwords.verify('x', 'broken')));
    expect((await passwords.verify('x', await passwords.hash('x'))).matches).toBe(true);
  });
});
