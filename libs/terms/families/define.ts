import type { TermDefinition } from '#libs/wire/terms.js';

type Given = Pick<TermDefinition, 'path' | 'family' | 'label' | 'help' | 'kind' | 'effect'> & Partial<TermDefinition>;

/** A term definition with the usual rest: required, unbounded, without choices or preferred value. */
export function define(given: Given): TermDefinition {
  const positions = { preferred: given.initial ?? null, fallback: null, walkAway: null };
  return { choices: [], minimum: null, maximum: null, required: true, initial: null, positions, better: null, rationale: '', clock: null, obligation: null, ...given };
}
