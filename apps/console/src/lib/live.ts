export interface Live {
  stop(): void;
}

const pollMilliseconds = 15_000;
const quietMilliseconds = 1_000;

/**
 * Calls `changed` after the server says that something was measured, at most once a second.
 * When the stream cannot be had, or has ended, it asks every 15 seconds instead.
 */
export function follow(address: string, changed: () => void): Live {
  let pending: ReturnType<typeof setTimeout> | undefined;
  let polling: ReturnType<typeof setInterval> | undefined;
  const soon = () => {
    pending ??= setTimeout(() => {
      pending = undefined;
      changed();
    }, quietMilliseconds);
  };
  const poll = () => {
    polling ??= setInterval(changed, pollMilliseconds);
  };
  const source = typeof EventSource === 'undefined' ? undefined : new EventSource(address);
  if (!source) poll();
  source?.addEventListener('measured', soon);
  // Whatever happened while the connection was lost was not told.
  let hasOpened = false;
  source?.addEventListener('open', () => {
    if (hasOpened) soon();
    hasOpened = true;
  });
  source?.addEventListener('end', () => {
    // Closed from this side: an EventSource left open would connect again and replay.
    source.close();
    poll();
  });
  source?.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) poll();
  });
  return {
    stop() {
      source?.close();
      clearTimeout(pending);
      clearInterval(polling);
    },
  };
}
