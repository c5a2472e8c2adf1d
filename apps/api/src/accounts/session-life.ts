/** Signed out after half an hour without a request, and after twelve hours in any case. Milliseconds. */
export const idleLimit = 30 * 60_000;
export const absoluteLimit = 12 * 3_600_000;

export interface SessionTimes {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** The moment a session ends if nothing more is heard. */
export function endOfSession({ lastSeenAt, expiresAt }: SessionTimes): Date {
  return new Date(Math.min(lastSeenAt.getTime() + idleLimit, expiresAt.getTime()));
}

/** Whether "last seen" and "last used" are old enough to be written again: a write for every request would cost more than it tells. */
export function isStale(seenAt: Date | null, now: Date): boolean {
  return seenAt === null || now.getTime() - seenAt.getTime() >= 60_000;
}
