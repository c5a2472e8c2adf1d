import { Injectable } from '@nestjs/common';
import type { Source } from '#libs/wire/figures.js';
import { Places } from './places.js';

/** Reports leave connections to everybody else's reading, and what reads every event leaves some to the reports that do not. */
@Injectable()
export class ReportPlaces {
  private readonly every = new Places(4, 32);
  private readonly exact = new Places(2, 16);

  /** @throws FineprintError TOO_MANY_REQUESTS when too many wait already */
  hold<T>(source: Source, work: () => Promise<T>): Promise<T> {
    return source === 'exact' ? this.exact.hold(() => this.every.hold(work)) : this.every.hold(work);
  }
}
