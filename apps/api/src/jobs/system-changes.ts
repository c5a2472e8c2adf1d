import { Injectable } from '@nestjs/common';
import type { SystemKey } from '../measurement/system-key.js';

type Listener = () => void;

/** Tells the streams of this process that a system received events or was measured. Nothing is kept: whoever hears it reads afresh. */
@Injectable()
export class SystemChanges {
  private readonly listeners = new Map<string, Set<Listener>>();

  announce(system: SystemKey): void {
    for (const listener of this.listeners.get(keyOf(system)) ?? []) listener();
  }

  /** @returns a function that ends the subscription */
  subscribe(system: SystemKey, listener: Listener): () => void {
    const key = keyOf(system);
    const listeners = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.listeners.get(key) === listeners) this.listeners.delete(key);
    };
  }
}

function keyOf({ organisationId, systemNumber }: SystemKey): string {
  return `${organisationId}:${systemNumber}`;
}
