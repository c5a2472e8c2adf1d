import { expect, test } from 'vitest';
import { roleUrls } from '../../../apps/api/src/database/roles.js';

test('each role has its own password, which follows from the owner’s', () => {
  const urls = roleUrls('postgres://owner:secret@db/fineprint');
  const passwords = Object.values(urls).map((url) => new URL(url).password);
  expect(new Set(passwords).size).toBe(3);
  expect(roleUrls('postgres://owner:secret@db/fineprint')).toEqual(urls);
  expect(Object.values(roleUrls('postgres://owner:other@db/fineprint')).map((url) => new URL(url).password)).not.toContain(passwords[0]);
});

test('an owner without a password is refused: its name is no secret', () => {
  expect(() => roleUrls('postgres://owner@db/fineprint')).toThrow(expect.objectContaining({ code: 'DATABASE_UNSUPPORTED' }));
});
