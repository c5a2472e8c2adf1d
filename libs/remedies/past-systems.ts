import { totalsOfPast } from '#libs/measurement/intervals/past-events.js';
import type { PastFile } from '#libs/measurement/intervals/past-file.js';
import type { PastSystem } from './backtest.js';

/** The systems that the events of a file name, as terms are tried on them. */
export function pastSystems({ systems }: Pick<PastFile, 'systems'>): PastSystem[] {
  return [...systems].map(([name, events]) => ({
    id: null,
    name: name === '' ? 'events of the file' : name,
    totalsOf: ({ start, end }) => {
      const totals = totalsOfPast(events, Date.parse(start), Date.parse(end));
      return { minutes: totals, counts: totals };
    },
  }));
}
