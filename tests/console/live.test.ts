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

const say = (name: string) => Source.last?.dispatchEvent(new Event(name));

describe('following a system', () => {
  test('many measurements within a second are one reason to look again', () => {
    let looks = 0;
    const live = follow('/stream', () => (looks += 1));
    for (let index = 0; index < 20; index += 1) say('measured');
    vi.advanceTimersByTime(1_000);
    expect(looks).toBe(1);
    live.stop();
  });

  test('the end of the stream closes it, so that nothing is replayed, and asking goes on', () => {
    let looks = 0;
    const live = follow('/stream', () => (looks += 1));
    say('end');
    expect(Source.last?.readyState).toBe(Source.CLOSED);
    vi.advanceTimersByTime(30_000);
    expect(looks).toBe(2);
    live.stop();
  });

  test('a connection that was lost and found is a reason to look again', () => {
    let looks = 0;
    const live = follow('/stream', () => (looks += 1));
    say('open');
    vi.advanceTimersByTime(1_000);
    expect(looks).toBe(0);
    say('open');
    vi.advanceTimersByTime(1_000);
    expect(looks).toBe(1);
    live.stop();
  });

  test('a stream that is refused is replaced by asking', () => {
    let looks = 0;
    const live = follow('/stream', () => (looks += 1));
    Source.last?.close();
    say('error');
    vi.advanceTimersByTime(15_000);
    expect(looks).toBe(1);
    live.stop();
  });

  test('stopped, it is silent', () => {
    let looks = 0;
    const live = follow('/stream', () => (looks += 1));
    say('measured');
    live.stop();
    vi.advanceTimersByTime(60_000);
    expect(looks).toBe(0);
    expect(Source.last?.readyState).toBe(Source.CLOSED);
  });
});
