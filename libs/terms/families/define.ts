import type { TermDefinition } from '#libs/wire/terms.js';

type Given = Pick<TermDefinition, 'path' | 'family' | 'label' | 'help' | 'kind' | 'effect'> & Partial<TermDefinition>;

/** A term definition with the usual rest: required, unbounded, without choices or preferred value. */
export function define(given: Given): TermDefinition {
  return { choices: [], minimum: null, maximum: null, required: true, initial: null, ...given };
}
