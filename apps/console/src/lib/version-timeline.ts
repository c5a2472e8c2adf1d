import type { VersionStretch } from '#libs/wire/service-reports.js';
import { countText } from './figures.ts';
import { utcText } from './report-basis.ts';
import { timeTicks } from './time-axis.ts';

export interface TimelineRow {
  readonly label: string;
  readonly announced: boolean;
  readonly y: number;
  /** Stretches in which events of the version came; `strength` is their share of the busiest one, 0 to 1. */
  readonly parts: readonly { readonly x: number; readonly width: number; readonly strength: number }[];
  /** Where its first event lies; null when that is outside the period. */
  readonly first: number | null;
}

export interface Timeline {
  readonly plot: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly height: number;
  readonly rows: readonly TimelineRow[];
  readonly times: readonly { readonly x: number; readonly text: string }[];
}

const rowHeight = 44;

/** A row for each version, in the order they first appeared. */
export function timelineOf(versions: readonly VersionStretch[], from: string, to: string, width: number): Timeline {
  const rows = versions.toSorted((a, b) => (a.firstSeenAt ?? '9').localeCompare(b.firstSeenAt ?? '9'));
  const plot = { left: 4, top: 4, right: width - 12, bottom: 4 + rows.length * rowHeight };
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const inside = (time: number) => Math.min(end, Math.max(start, time));
  const x = (time: number) => plot.left + ((inside(time) - start) / (end - start || 1)) * (plot.right - plot.left);
  const busiest = rows.flatMap(({ points }) => points).reduce((most, { events }) => Math.max(most, events), 1);
  return {
    plot,
    height: plot.bottom + 24,
    rows: rows.map(({ label, announced, firstSeenAt, points }, index) => {
      const first = firstSeenAt === null ? Number.NaN : Date.parse(firstSeenAt);
      return {
        label,
        announced,
        y: plot.top + index * rowHeight,
        parts: points
          .filter(({ events }) => events > 0)
          .map((point) => ({ x: x(Date.parse(point.from)), width: Math.max(1.5, x(Date.parse(point.to)) - x(Date.parse(point.from))), strength: point.events / busiest })),
        first: first >= start && first <= end ? x(first) : null,
      };
    }),
    times: timeTicks(start, end, Math.floor((plot.right - plot.left) / 64)).map(({ at, text }) => ({ x: x(at), text })),
  };
}

/** "v2 (unannounced): first event 6 Nov 2026, 09:12 UTC; 1,234 events in this period". */
export function versionText({ label, announced, firstSeenAt, events }: VersionStretch): string {
  const first = firstSeenAt === null ? 'no event yet' : `first event ${utcText(firstSeenAt)} UTC`;
  return `${label} (${announced ? 'announced' : 'unannounced'}): ${first}; ${countText(events, 'event')} in this period`;
}
