import { hash } from 'node:crypto';

/** SHA-256 of segments, as JSON with sorted names. */
export function segmentsDigest(segments: string): Buffer {
  return hash('sha256', segments, 'buffer');
}
