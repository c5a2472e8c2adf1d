import { expect, test } from 'vitest';
import { inTurn } from '../../../apps/api/src/http/turn.js';

test('pieces of work come one after the other, a failed one too, and too many at once are sent away', async () => {
  const seen: string[] = [];
  const piece = (at: number) =>
    inTurn(async () => {
      seen.push(`begins ${at}`);
      await Promise.resolve();
      seen.push(`ends ${at}`);
      if (at === 0) throw new Error('failed');
      return at;
    });
  const results = await Promise.allSettled(Array.from({ length: 18 }, (_, at) => piece(at)));
  expect(seen).toEqual(Array.from({ length: 16 }, (_, at) => [`begins ${at}`, `ends ${at}`]).flat());
  expect(results.map(({ status }) => status)).toEqual(['rejected', ...Array<string>(15).fill('fulfilled'), 'rejected', 'rejected']);
  expect(results.at(-1)).toMatchObject({ reason: { code: 'TOO_MANY_REQUESTS' } });
  expect(await piece(1)).toBe(1);
});
