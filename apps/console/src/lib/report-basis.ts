import type { ExcludedTime, ReportBasis } from '#libs/wire/figures.js';
import { countText } from './figures.ts';
import { boundSize, type FigureUnit } from './report-figures.ts';

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** "3 Nov 2026, 14:00", in UTC as reports are: their hours and days are those of UTC. */
export function utcText(instant: string): string {
  return utc.format(new Date(instant));
}

/**
 * How far a figure of the report may lie from the one computed from every event.
 * @param wasAsked whether every event was to be read; without that it is read only where intervals would leave too wide a bound
 * @param unit what the widest bound counts in
 */
export function boundText({ source, largestBound }: Pick<ReportBasis, 'source' | 'largestBound'>, wasAsked: boolean, unit: FigureUnit): string {
  if (source === 'exact') return wasAsked ? 'Computed from every event' : 'Computed from every event, because intervals would have left a figure too uncertain';
  if (largestBound === 0) return 'From intervals, and equal to what every event gives';
  return `From intervals: no figure is further than ${boundSize(largestBound, unit)} from the value that every event gives`;
}

/** What both parties took out of a period, in a sentence; nothing when that is no time. */
export function excludedText({ exclusions, minutes, events }: ExcludedTime): string {
  if (exclusions.length === 0) return '';
  return ` ${countText(exclusions.length, 'accepted exclusion')} ${exclusions.length === 1 ? 'takes' : 'take'} out ${countText(minutes, 'minute')} with ${countText(events, 'event')}.`;
}

/** What a report rests on, in one line. */
export function basisText(basis: ReportBasis, wasAsked = false, unit: FigureUnit = 'number'): string {
  const version = basis.version === null ? 'all model versions' : `model version ${basis.version}`;
  return `${boundText(basis, wasAsked, unit)}. ${countText(basis.events, 'event')} of ${version}, ${utcText(basis.from)} to ${utcText(basis.to)} UTC.${excludedText(basis.excluded)}`;
}
