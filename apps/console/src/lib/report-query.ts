import type { Query } from './api.ts';
import type { Address } from './listing.ts';

const hour = 3_600_000;

/** Periods that end with the present hour, in days. */
export const presets = ['7', '30', '90'] as const;

const times = new Set(['from', 'to', 'baselineFrom', 'baselineTo']);

/**
 * What a report asks the server for. The address of the page has the names of the API; on top of them it knows `days`, a period up
 * to the end of the present hour, and writes times as "2026-10-01T00:00", in UTC. A name given several times is a list.
 * @param names parameters of the report beside period, version and source
 * @param now milliseconds since 1970
 */
export function reportQueryOf(url: URL, names: readonly string[], now: number): Query {
  const asked = ['from', 'to', 'version', 'source', ...names].map((name) => {
    const text = url.searchParams.getAll(name).filter(Boolean).join(',');
    return [name, text === '' ? undefined : times.has(name) ? instantOf(text) : text] as const;
  });
  return { ...Object.fromEntries(asked), ...lastDays(url.searchParams.get('days'), now) };
}

function lastDays(days: string | null, now: number): Query {
  if (days === null || !/^[1-9]\d{0,3}$/.test(days)) return {};
  const to = Math.ceil(now / hour) * hour;
  return { from: new Date(to - Number(days) * 24 * hour).toISOString(), to: new Date(to).toISOString() };
}

/** "2026-10-01T00:00" and "2026-10-01" in UTC as an instant; anything else as it is, for the server to judge. */
export function instantOf(text: string): string {
  const minute = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(minute) ? `${minute}:00.000Z` : text;
}

/** The value of a datetime-local field for a time in the address, which may be an instant. */
export function fieldTime(text: string | null): string {
  const instant = Date.parse(instantOf(text ?? ''));
  return Number.isNaN(instant) ? '' : new Date(instant).toISOString().slice(0, 16);
}

/** What makes a report's load run again: what is exact takes seconds and is read again only when a person asks. */
export function refreshKey(url: Address): 'console:exact' | 'console:measured' {
  return url.searchParams.get('source') === 'exact' ? 'console:exact' : 'console:measured';
}

/** Keeps a form's empty fields out of the address; a period of one's own replaces the last days. */
export function keepPeriod(fields: FormData): void {
  const empty = [...fields].filter(([, value]) => value === '');
  for (const [name] of empty) fields.delete(name);
  if (fields.has('from') || fields.has('to')) fields.delete('days');
}
