import type { TermDefinition, TermValue } from '#libs/wire/terms.js';

/**
 * The three rungs of a term: what a new draft starts with, what we accept, and the last value before we leave. A value worse
 * than that, in the order that `better` gives, is beyond the walk-away.
 */
export function ladder(preferred: TermValue, fallback: TermValue, walkAway: TermValue): Pick<TermDefinition, 'initial' | 'positions'> {
  return { initial: preferred, positions: { preferred, fallback, walkAway } };
}

/** Choices from their codes and labels, the best for the customer first wherever they can be ranked. */
export function choicesOf(labels: Readonly<Record<string, string>>): TermDefinition['choices'] {
  return Object.entries(labels).map(([code, label]) => ({ code, label }));
}
