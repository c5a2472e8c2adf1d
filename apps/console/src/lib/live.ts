export interface Live {
  stop(): void;
}

const pollMilliseconds = 15_000;
/** With the half second that the server waits between two notices it leaves more than a second to read and draw within two. */
const quietMilliseconds = 250;

/**
 * Calls `changed` soon after the server says that something was measured. While one call is under way the next waits for it, so
 * that slow answers never pile up. When the stream cannot be had, or has ended, it asks every 15 seconds instead.
 */
export function follow(address: string, changed: () => Promise<void>): Live {
  let pending: ReturnType<typeof setTimeout> | undefined;
  let polling: ReturnType<typeof setInterval> | undefined;
  let isLooking = false;
  let isStale = false;
  let isStopped = false;
  const soon = () => {
    if (isLooking) isStale = true;
    else if (!isStopped) pending ??= setTimeout(look, quietMilliseconds);
  };
  const look = () => {
    pending = undefined;
    isLooking = true;
    isStale = false;
    void changed().finally(() => {
      isLooking = false;
      if (isStale) soon();
    });
  };
  const poll = () => {
    polling ??= setInterval(soon, pollMilliseconds);
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
      isStopped = true;
      source?.close();
      clearTimeout(pending);
      clearInterval(polling);
    },
  };
}
