const hour = 3_600_000;
const steps = [1, 3, 6, 12, 24, 48, 168, 336, 720, 2160].map((hours) => hours * hour);

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

export interface TimeTick {
  readonly at: number;
  readonly text: string;
}

/** Times between two instants at round hours and days of UTC, at most `most` of them. Milliseconds since 1970. */
export function timeTicks(from: number, to: number, most: number): readonly TimeTick[] {
  const step = steps.find((size) => (to - from) / size <= Math.max(1, most)) ?? to - from;
  const first = Math.ceil(from / step) * step;
  const last = Math.floor(to / step) * step;
  const ticks = Array.from({ length: Math.max(0, Math.round((last - first) / step) + 1) }, (_, index) => first + index * step);
  return ticks.map((at) => ({ at, text: (step < 24 * hour && at % (24 * hour) !== 0 ? time : day).format(at) }));
}
