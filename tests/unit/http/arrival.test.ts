import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whileArriving } from '../../../apps/api/src/http/arrival.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const forever = new Promise<never>(() => undefined);
const noSignal = new AbortController().signal;

async function* slow(gapMs: number, pieces: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < pieces; at += 1) {
    await new Promise((resolve) => setTimeout(resolve, gapMs));
    yield Buffer.from([at]);
  }
}

async function* stalling(): AsyncGenerator<Buffer> {
  yield Buffer.from([0]);
  await forever;
}

async function read(pieces: AsyncIterable<Buffer>, into: number[] = []): Promise<number[]> {
  for await (const piece of pieces) into.push(...piece);
  return into;
}

test('a body may take any time as long as something comes', async () => {
  const reading = read(whileArriving(slow(59_000, 100), noSignal, 60_000));
  await vi.advanceTimersByTimeAsync(100 * 59_000);
  expect(await reading).toHaveLength(100);
  expect(vi.getTimerCount()).toBe(0);
});

test('a minute without a byte ends it, after what came before', async () => {
  const came: number[] = [];
  const reading = expect(read(whileArriving(stalling(), noSignal, 60_000), came)).rejects.toMatchObject({ code: 'BODY_STALLED', detail: 'Nothing arrived for 60 seconds.' });
  await vi.advanceTimersByTimeAsync(60_000);
  await reading;
  expect(came).toEqual([0]);
});

test.each([
  ['while it waits', 1],
  ['before it starts', 0],
])('a signal ends it %s, with its reason', async (_, waits) => {
  const stopping = new AbortController();
  const reading = expect(read(whileArriving(stalling(), stopping.signal, 60_000))).rejects.toThrow('the reason');
  if (waits > 0) await vi.advanceTimersByTimeAsync(1_000);
  stopping.abort(new Error('the reason'));
  await reading;
  expect(vi.getTimerCount()).toBe(0);
});
