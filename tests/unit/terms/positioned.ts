import type { PositionName, TermDefinition, TermValue, TermValues } from '#libs/wire/terms.js';

/** A value of each kind, for terms that no playbook can fill in. */
const examples: Readonly<Record<TermDefinition['kind'], TermValue>> = {
  percent: '30',
  ratio: '0.5',
  count: '100',
  days: '7',
  workingDays: '8',
  months: '9',
  hours: '11',
  minutes: '13',
  milliseconds: '250',
  date: '2026-03-31',
  money: '1200.00 EUR',
  code: '',
  set: [],
  regions: ['DE'],
  dataCategories: ['derived-models'],
  party: { name: 'Leadmind GmbH', registration: 'HRB 1234', address: 'Am Hafen 1, Hamburg', signatory: 'Ada Vale', authority: 'managing director' },
  text: 'Leads of retail customers are put in order',
  tiers: [],
};

const targets: Readonly<Record<string, string>> = {
  'credits.uptimeTiers': 'uptime.target',
  'credits.accuracyTiers': 'accuracy.target',
};

/** Values for all terms in one position; what a position leaves open takes its initial value, its first choice or an example. */
export function positioned(definitions: readonly TermDefinition[], position: PositionName): TermValues {
  const terms = Object.fromEntries(definitions.map((term) => [term.path, term.positions[position] ?? term.initial ?? firstOf(term)] as const));
  const tiers = Object.entries(targets).filter(([path, target]) => terms[path] !== undefined && terms[target] !== undefined);
  const latency = terms['latency.threshold'] ?? '250';
  // Where nothing may train, no data is named for it: the two would contradict each other.
  if (terms['ownership.trainingUse'] === 'never') delete terms['ownership.trainingData'];
  return {
    ...terms,
    ...Object.fromEntries(tiers.map(([path, target]) => [path, [{ bound: String(terms[target]), inclusive: false, percent: '10' }]])),
    ...(terms['credits.latencyTiers'] === undefined ? {} : { 'credits.latencyTiers': [{ bound: String(latency), inclusive: false, percent: '10' }] }),
  };
}

function firstOf({ kind, choices, path, maximum }: TermDefinition): TermValue {
  if (kind === 'code') return choices[0]?.code ?? '';
  if (kind === 'set') return choices.slice(0, 1).map(({ code }) => code);
  if (path === 'parties.vendorLei') return '5493001KJTIIGC8Y1R12';
  return kind === 'count' && maximum !== null && Number(maximum) < Number(examples.count) ? maximum : examples[kind];
}
