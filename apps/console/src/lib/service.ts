import type { ServiceReport } from '#libs/wire/service-reports.js';
import type { TimeLine } from './time-series.ts';

type Method = ServiceReport['availability'][number]['method'];

export const methodWords: Readonly<Record<Method, { readonly name: string; readonly rule: string }>> = {
  'event-ratio': { name: 'Event ratio', rule: 'share of events that did not fail' },
  'interval-average': { name: 'Mean of intervals', rule: 'mean of the intervals’ shares of success' },
  'bad-minutes': { name: 'Bad minutes', rule: 'share of minutes that were not bad: too many errors for too long' },
  'all-failed-minutes': { name: 'All-failed minutes', rule: 'share of minutes in which not every attempt failed' },
};

/** Latency over time: the middle, and two ends of its tail. */
export function latencyLines({ points }: Pick<ServiceReport, 'points'>): readonly TimeLine[] {
  const line = (name: string, style: TimeLine['style'], value: (point: ServiceReport['points'][number]) => number | null): TimeLine => ({
    name,
    style,
    points: points.map((point) => ({ from: point.from, to: point.to, value: value(point) })),
  });
  return [line('p50', 'measured', ({ p50 }) => p50), line('p95', 'second', ({ p95 }) => p95), line('p99', 'third', ({ p99 }) => p99)];
}

/** Events and errors of each step. A step without an event is 0, not a gap: it is known that none came. */
export function trafficLines({ points }: Pick<ServiceReport, 'points'>): readonly TimeLine[] {
  return [
    { name: 'events', style: 'measured', points: points.map(({ from, to, events }) => ({ from, to, value: events })) },
    { name: 'errors', style: 'third', points: points.map(({ from, to, errors }) => ({ from, to, value: errors })) },
  ];
}

/** "3 min", "4 h 10 min", "2 d 3 h". */
export function durationText(minutes: number): string {
  const whole = Math.round(minutes);
  const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor((whole % 1440) / 60), whole % 60];
  const parts = days > 0 ? [`${days} d`, hours > 0 ? `${hours} h` : ''] : [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : ''];
  return parts.filter(Boolean).join(' ').replaceAll(' ', '\u00A0');
}
