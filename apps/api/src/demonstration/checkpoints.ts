import { windowsOf, type Window } from '#libs/remedies/windows.js';
import { maturityDays, zone, type Timeline } from './timeline.js';

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;

/**
 * When the story stops to send what has happened and to measure it: every week, shortly after each moment at which a window becomes
 * final, at the claim, and at the present. Milliseconds since 1970, ascending.
 */
export function checkpointsOf(timeline: Timeline): number[] {
  const months: readonly Window[] = windowsOf(
    { kind: 'calendar-month', zone },
    new Date(timeline.startMs).toISOString(),
    null,
    new Date(timeline.nowMs).toISOString(),
  );
  const moments = months.flatMap(({ end }) => [Date.parse(end) + 25 * hourMs, Date.parse(end) + (maturityDays * 24 + 2) * hourMs]);
  const weeks = Array.from({ length: Math.floor((timeline.nowMs - timeline.startMs) / weekMs) }, (_, week) => timeline.startMs + (week + 1) * weekMs);
  const all = [...weeks, ...moments, timeline.claimMs, timeline.nowMs].filter((moment) => moment <= timeline.nowMs);
  return [...new Set(all)].toSorted((a, b) => a - b);
}
