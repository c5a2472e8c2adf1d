import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { follow } from '#lib/live.ts';

/** The browser's EventSource, which jsdom lacks, under our hand. */
class Source extends EventTarget {
  static readonly CLOSED = 2;
  static last: Source | undefined;
  readyState = 1;
  constructor(readonly address: string) {
    super();
    Source.last = this;
  }
  close() {
    this.readyState = Source.CLOSED;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Source);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const counting = () => {
  const seen = { looks: 0 };
  return { seen, look: async () => void (seen.looks += 1) };
};
const say = (name: string) => Source.last?.dispatchEvent(new Event(name));

describe('following a system', () => {
  test('many measurements within a second are one reason to look again', () => {
    const { seen, look } = counting();
    const live = follow('/stream', look);
    for (let index = 0; index < 20; index += 1) say('measured');
    vi.advanceTimersByTime(1_000);
    expect(seen.looks).toBe(1);
    live.stop();
  });

  test('looks within half a second, so that two are enough to read and draw', () => {
    const { seen, look } = counting();
    const live = follow('/stream', look);
    say('measured');
    vi.advanceTimersByTime(500);
    expect(seen.looks).toBe(1);
    live.stop();
  });

  test('while one look is under way no other begins, and what was said meanwhile is looked at once afterwards', async () => {
    let looks = 0;
    let done = (): void => undefined;
    const live = follow('/stream', () => {
      looks += 1;
      return new Promise((resolve) => (done = resolve));
    });
    say('measured');
    await vi.advanceTimersByTimeAsync(1_000);
    for (let index = 0; index < 5; index += 1) say('measured');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(looks).toBe(1);
    done();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(looks).toBe(2);
    live.stop();
  });

  test('the end of the stream closes it, so that nothing is replayed, and asking goes on', async () => {
    const { seen, look } = counting();
    const live = follow('/stream', look);
    say('end');
    expect(Source.last?.readyState).toBe(Source.CLOSED);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(seen.looks).toBe(2);
    live.stop();
  });

  test('a connection that was lost and found is a reason to look again', () => {
    const { seen, look } = counting();
    const live = follow('/stream', look);
    say('open');
    vi.advanceTimersByTime(1_000);
    expect(seen.looks).toBe(0);
    say('open');
    vi.advanceTimersByTime(1_000);
    expect(seen.looks).toBe(1);
    live.stop();
  });

  test('a stream that is refused is replaced by asking', () => {
    const { seen, look } = counting();
    const live = follow('/stream', look);
    Source.last?.close();
    say('error');
    vi.advanceTimersByTime(16_000);
    expect(seen.looks).toBe(1);
    live.stop();
  });

  test('stopped, it is silent', () => {
    const { seen, look } = counting();
    const live = follow('/stream', look);
    say('measured');
    live.stop();
    vi.advanceTimersByTime(60_000);
    expect(seen.looks).toBe(0);
    expect(Source.last?.readyState).toBe(Source.CLOSED);
  });
});
