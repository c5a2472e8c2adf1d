import type { Queue } from 'pg-boss';

/** What a measuring job carries: whose system changed. */
export interface MeasureJob {
  readonly organisationId: number;
  readonly systemNumber: number;
}

/** Every queue, created by the owner while migrating; the runtime role cannot make one. */
export const queues: readonly { readonly name: string; readonly options: Omit<Queue, 'name'> }[] = [
  // "short": at most one waiting job for each singletonKey, so a stream of batches does not pile up measurings.
  { name: 'measure', options: { policy: 'short', retryLimit: 5, retryBackoff: true, expireInSeconds: 300 } },
  { name: 'sweep', options: { policy: 'short', retryLimit: 2, expireInSeconds: 300 } },
];
