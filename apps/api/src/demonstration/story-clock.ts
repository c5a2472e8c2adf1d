import { Clock } from '../http/clock.js';

/** The clock of the story: it stands where the story is. */
export class StoryClock extends Clock {
  private presentMs = 0;

  now(): Date {
    return new Date(this.presentMs);
  }

  moveTo(ms: number): void {
    this.presentMs = ms;
  }
}
