import type { IncomingMessage } from 'node:http';
import { FineprintError } from '#libs/wire/errors.js';

const totalLimitMs = 300_000;
const limits = new WeakMap<IncomingMessage, NodeJS.Timeout>();

/** Cuts off a request that has not arrived after five minutes, whoever reads it, or nobody. Instead of the server's own limit, which no request could be spared. */
export function limitArrival(request: IncomingMessage): void {
  const limit = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, totalLimitMs).unref();
  limits.set(request, limit);
  request.once('close', () => clearTimeout(limit));
}

/** For a request that has limits of its own. */
export function liftLimit(request: IncomingMessage): void {
  clearTimeout(limits.get(request));
}

/**
 * The same pieces, until none comes for a while or the signal ends it.
 * @throws FineprintError BODY_STALLED, or the signal's reason
 */
export async function* whileArriving(pieces: AsyncIterable<Buffer>, signal: AbortSignal, idleLimitMs: number): AsyncGenerator<Buffer> {
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await sooner(iterator.next(), signal, idleLimitMs);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not waited for: the piece that it waits for may never come.
    iterator.return?.().catch(() => undefined);
  }
}

function sooner<T>(next: Promise<T>, signal: AbortSignal, idleLimitMs: number): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const idle = setTimeout(() => end(() => reject(new FineprintError('BODY_STALLED', `Nothing arrived for ${idleLimitMs / 1_000} seconds.`))), idleLimitMs);
    const stop = (): void => end(() => reject(signal.reason as Error));
    const end = (settle: () => void): void => {
      clearTimeout(idle);
      signal.removeEventListener('abort', stop);
      settle();
    };
    signal.addEventListener('abort', stop);
    next.then((value) => end(() => resolve(value)), (error: Error) => end(() => reject(error)));
    if (signal.aborted) stop();
  });
}
