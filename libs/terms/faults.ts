import type { Fault } from '#libs/wire/errors.js';
import { pointerTo } from '#libs/wire/pointer.js';

const besideTheTerms: ReadonlySet<string> = new Set(['title', 'effectiveFrom', 'effectiveUntil', 'zone']);

/** What is wrong with a term, or with the title, a date or the zone of a draft, as a pointer into the draft. */
export function faultAt(path: string, detail: string): Fault {
  return { pointer: pointerTo(besideTheTerms.has(path) ? [path] : ['terms', path]), code: 'TERM_INVALID', detail };
}
