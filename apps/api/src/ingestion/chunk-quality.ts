import { lateAfterMs, type Finding } from '#libs/wire/data-quality.js';
import type { EventRow, Refusal } from '#libs/wire/event-row.js';
import type { Placement } from './event-placement.js';

/** A finding, or that an item was accepted, so that every item is counted. */
export type Noticed = Finding | 'accepted';

/** Events of a version and how many feature values they carry. */
export interface VersionTraffic {
  events: number;
  values: number;
}

/** What was noticed of the items of one chunk, by system; null stands for a system that is not known. */
export class ChunkQuality {
  readonly versions = new Map<number, VersionTraffic>();
  private readonly counts = new Map<number | null, Map<Noticed, number>>();

  /** `arrivedMs`: when the chunk began to arrive. */
  constructor(private readonly arrivedMs: number) {}

  add(systemNumber: number | null, noticed: Noticed, count = 1): void {
    if (count === 0) return;
    const ofSystem = this.counts.get(systemNumber) ?? new Map<Noticed, number>();
    this.counts.set(systemNumber, ofSystem);
    ofSystem.set(noticed, (ofSystem.get(noticed) ?? 0) + count);
  }

  /** `systemOf` gives the number of a system by its short name. */
  refusals(refusals: readonly Refusal[], systemOf: ReadonlyMap<string, number>): void {
    for (const { system, code } of refusals) {
      const systemNumber = systemOf.get(system ?? '') ?? null;
      this.add(systemNumber, code);
      if (code === 'TIME_FUTURE') this.add(systemNumber, 'clock-ahead');
    }
  }

  time(systemNumber: number, timeMs: number): void {
    if (timeMs < this.arrivedMs - lateAfterMs) this.add(systemNumber, 'late-arrival');
    else if (timeMs > this.arrivedMs) this.add(systemNumber, 'clock-ahead');
  }

  event(row: EventRow, { systemNumber, version, segments, user, values, categoryOverflow }: Placement): void {
    const traffic = this.versions.get(version.number) ?? { events: 0, values: 0 };
    if (traffic.events === 0) this.versions.set(version.number, traffic);
    traffic.events += 1;
    if (values !== null) for (let at = 0; at < values.length; at += 1) if (!Number.isNaN(values[at]!)) traffic.values += 1;
    this.time(systemNumber, row.timeMs);
    if (segments !== null && segments.digest !== null) {
      this.add(systemNumber, 'slice-overflow', segments.sliced.overflow);
      this.add(systemNumber, 'slice-undeclared-value', segments.sliced.undeclaredValues);
      this.add(systemNumber, 'slice-undeclared-attribute', segments.sliced.undeclaredAttributes);
    }
    if (categoryOverflow > 0) this.add(systemNumber, 'category-overflow', categoryOverflow);
    if (row.notFinite > 0) this.add(systemNumber, 'feature-not-finite', row.notFinite);
    if (row.user !== null && user === null) this.add(systemNumber, 'user-overflow');
  }

  rows(): readonly { readonly systemNumber: number | null; readonly noticed: Noticed; readonly count: number }[] {
    return [...this.counts].flatMap(([systemNumber, counts]) => [...counts].filter(([, count]) => count > 0).map(([noticed, count]) => ({ systemNumber, noticed, count })));
  }
}
