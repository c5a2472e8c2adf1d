import { AsyncLocalStorage } from 'node:async_hooks';

/** What belongs to the running request: its id, whether it only reads, and how many log entries it has written so far. */
export interface RequestContext {
  readonly requestId: string;
  readonly isReading: boolean;
  logged: number;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();
