import type { ClockDefinition } from './objectives.js';

/** A clock of a version that was frozen when clocks counted calendar days, or the end of a month, only. */
interface EarlierClock extends Pick<ClockDefinition, 'key' | 'label' | 'kind' | 'rule' | 'basis' | 'source'> {
  readonly days: number | null;
  readonly monthEnd: boolean;
}

/** A stored clock in the present shape; `zone` is that of its agreement. */
export function readClock(stored: ClockDefinition | EarlierClock, zone: string): ClockDefinition {
  if (!('monthEnd' in stored)) return stored;
  const { days, monthEnd, ...same } = stored;
  return {
    ...same,
    direction: 'after',
    length: monthEnd ? null : (days ?? 0),
    unit: monthEnd ? 'month-end' : 'days',
    date: null,
    repeats: false,
    owedBy: stored.kind === 'claim-window' ? 'customer' : 'vendor',
    zone,
    calendar: null,
  };
}
