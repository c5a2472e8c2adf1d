import type { LogEntry } from '#libs/wire/log.js';

const pages: Readonly<Record<string, string>> = { vendor: '/vendors/', system: '/systems/', agreement: '/agreements/', breach: '/breaches/' };

/** Page of the object an entry is about, or null when it has none of its own. */
export function objectAddress(entry: Pick<LogEntry, 'objectKind' | 'objectId'>): string | null {
  const start = pages[entry.objectKind.toLowerCase()];
  return start === undefined ? null : `${start}${encodeURIComponent(entry.objectId)}`;
}
