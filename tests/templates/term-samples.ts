import { isNeeded } from '#libs/terms/applicability.js';
import type { PositionName, TermDefinition, TermValue, TermValues } from '#libs/wire/terms.js';

/** Answers to what has no value at a position, by kind. Tiers begin at the sample percent, which targets without a default take as well. */
const samples: Readonly<Partial<Record<TermDefinition['kind'], TermValue>>> = {
  percent: '30',
  ratio: '0.5',
  count: '50',
  days: '30',
  workingDays: '10',
  months: '6',
  hours: '8',
  minutes: '5',
  milliseconds: '300',
  money: '1200.00 EUR',
  date: '2026-03-01',
  text: 'the words that the parties agreed on',
  regions: ['EEA'],
  party: { name: 'Leadmind Lda', registration: 'Lisbon 514 000 000', address: 'Rua Augusta, Lisbon', signatory: 'Ana Ferreira', authority: 'managing director' },
  tiers: [{ bound: '30', inclusive: false, percent: '10' }],
};

/** Complete terms at one position: its values, else the defaults, else a sample where a draft would be incomplete. */
export function termsAtPosition(position: PositionName, definitions: readonly TermDefinition[]): TermValues {
  const stated = definitions.map((term) => [term, term.positions[position] ?? term.initial] as const);
  const chosen = valuesOf(stated);
  return valuesOf(stated.map(([term, value]) => [term, value ?? (isNeeded(term, chosen) ? sampleOf(term) : null)]));
}

function sampleOf({ kind, choices }: TermDefinition): TermValue | null {
  const [first] = choices;
  if (first !== undefined) return kind === 'code' ? first.code : [first.code];
  return samples[kind] ?? null;
}

function valuesOf(stated: readonly (readonly [TermDefinition, TermValue | null])[]): TermValues {
  return Object.fromEntries(stated.flatMap(([{ path }, value]) => (value === null ? [] : [[path, value]])));
}
