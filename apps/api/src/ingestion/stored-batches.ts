import { Injectable } from '@nestjs/common';

/** Systems that gained events or outcomes. Announced after the commit; the durable record is `dirty_hour`. */
export interface StoredBatch {
  readonly organisationId: number;
  readonly systemNumber: number;
}

/** Tells those who measure that there is something new. */
@Injectable()
export class StoredBatches {
  private readonly listeners = new Set<(batch: StoredBatch) => void>();

  /** @returns ends the subscription */
  onStored(listener: (batch: StoredBatch) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  announce(organisationId: number, systemNumbers: Iterable<number>): void {
    for (const systemNumber of new Set(systemNumbers)) {
      for (const listener of this.listeners) listener({ organisationId, systemNumber });
    }
  }
}
