import { expect, test } from 'vitest';
import { Places } from '../../../apps/api/src/measurement/places.js';

test('so many pieces of work at a time pass, the others in their order, a failed one makes room too, and too many are sent away', async () => {
  const places = new Places(2, 3);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const piece = (at: number) =>
    places.hold(async () => {
      begun.push(at);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (at === 0) throw new Error('failed');
      return at;
    });
  const pieces = Promise.allSettled(Array.from({ length: 6 }, (_, at) => piece(at)));
  await expect.poll(() => begun).toEqual([0, 1]);
  for (const expected of [[0, 1, 2], [0, 1, 2, 3], [0, 1, 2, 3, 4]]) {
    ends.shift()!();
    await expect.poll(() => begun).toEqual(expected);
  }
  for (const end of ends) end();
  const results = await pieces;
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  expect(results.at(-1)).toMatchObject({ reason: { code: 'TOO_MANY_REQUESTS' } });
  expect(await places.hold(async () => 7)).toBe(7);
});
