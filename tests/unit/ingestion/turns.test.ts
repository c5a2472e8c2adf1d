import { expect, test } from 'vitest';
import { newTurns } from '../../../apps/api/src/ingestion/turns.js';

test('turns come in the order they were asked for, whatever the order they pass in', async () => {
  const next = newTurns();
  const turns = [next(), next(), next()];
  const came: number[] = [];
  const waiting = turns.map(({ come }, at) => come.then(() => came.push(at)));
  await turns[0]!.come;
  expect(came).toEqual([0]);
  turns[1]!.pass();
  turns[1]!.pass();
  await Promise.resolve();
  expect(came).toEqual([0]);
  turns[0]!.pass();
  await Promise.all(waiting);
  expect(came).toEqual([0, 1, 2]);
});
