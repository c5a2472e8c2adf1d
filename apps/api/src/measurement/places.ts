import { FineprintError } from '#libs/wire/errors.js';

/** Lets a few pieces of work pass at a time, because each holds a connection and memory; the others wait in the order in which they came. */
export class Places {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /** @throws FineprintError TOO_MANY_REQUESTS when too many wait already */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    await this.take();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.taken -= 1;
      else next();
    }
  }

  private async take(): Promise<void> {
    if (this.taken < this.atOnce) {
      this.taken += 1;
      return;
    }
    if (this.waiting.length >= this.mostWaiting) throw new FineprintError('TOO_MANY_REQUESTS', 'Too many reports are being made at once; try again in a moment', [], 5);
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
