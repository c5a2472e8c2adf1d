import { isNeeded } from '#libs/terms/applicability.js';
import type { PositionName, TermDefinition, TermValue, TermValues } from '#libs/wire/terms.js';

/** Answers to what has no sensible default, by kind. Tiers start at the sample percent, which targets without a default take as well. */
const samples: Readonly<Partial<Record<TermDefinition['kind'], TermValue>>> = {
  percent: '30',
  ratio: '0.5',
  count: '50',
  money: '1200.00 EUR',
  date: '2026-03-01',
  text: 'the words that the parties agreed on',
  regions: ['EEA'],
  party: { name: 'Leadmind Lda', registration: 'Lisbon 514 000 000', address: 'Rua Augusta, Lisbon', signatory: 'Ana Ferreira', authority: 'managing director' },
  tiers: [{ bound: '30', inclusive: false, percent: '10' }],
};

function answer({ kind, choices }: TermDefinition): TermValue | null {
  return samples[kind] ?? choices[0]?.code ?? null;
}

/** A complete set of terms at one position. What has no value there takes its default, and what has none takes a sample where the draft needs it. */
export function termsAt(position: PositionName, definitions: readonly TermDefinition[]): TermValues {
  const stated = definitions.map((term) => [term, term.positions[position] ?? (term.required ? term.initial : null)] as const);
  const chosen = valuesOf(stated);
  return valuesOf(stated.map(([term, value]) => [term, value ?? (isNeeded(term, chosen) ? answer(term) : null)]));
}

function valuesOf(stated: readonly (readonly [TermDefinition, TermValue | null])[]): TermValues {
  return Object.fromEntries(stated.flatMap(([{ path }, value]) => (value === null ? [] : [[path, value]])));
}
