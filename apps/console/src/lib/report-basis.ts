import type { ReportBasis } from '#libs/wire/figures.js';
import { countText } from './figures.ts';
import { statisticText } from './report-figures.ts';

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** "3 Nov 2026, 14:00", in UTC as reports are: their hours and days are those of UTC. */
export function utcText(instant: string): string {
  return utc.format(new Date(instant));
}

/** How far a figure of the report may lie from the one computed from every event. */
export function boundText({ source, largestBound }: Pick<ReportBasis, 'source' | 'largestBound'>): string {
  if (source === 'exact') return 'Computed from every event';
  if (largestBound === 0) return 'From intervals, and equal to what every event gives';
  return `From intervals: no figure is further than ${statisticText(largestBound)} from the value that every event gives`;
}

/** What a report rests on, in one line. */
export function basisText(basis: ReportBasis): string {
  const version = basis.version === null ? 'all model versions' : `model version ${basis.version}`;
  return `${boundText(basis)}. ${countText(basis.events, 'event')} of ${version}, ${utcText(basis.from)} to ${utcText(basis.to)} UTC.`;
}
