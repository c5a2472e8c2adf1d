import { define } from '#libs/terms/families/define.js';
import type { CompileTerms, ComparedText } from '#libs/terms/comparison/compare.js';
import type { Compiled } from '#libs/terms/compile.js';
import type { ClauseText } from '#libs/wire/agreements.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { isTiers, type TermDefinition, type TermValue, type TermValues } from '#libs/wire/terms.js';

const definitions: readonly TermDefinition[] = [
  define({ path: 'uptime.target', family: 'uptime', label: 'Target', help: '', kind: 'percent', minimum: '50', maximum: '100', effect: 'objective', better: 'higher' }),
  define({ path: 'uptime.method', family: 'uptime', label: 'Method', help: '', kind: 'code', choices: [{ code: 'event-ratio', label: 'event ratio' }, { code: 'bad-minutes', label: 'bad minutes' }], effect: 'objective' }),
  define({ path: 'latency.threshold', family: 'latency', label: 'Threshold', help: '', kind: 'milliseconds', minimum: '1', maximum: '60000', effect: 'objective', better: 'lower' }),
  define({ path: 'credits.monthlyCharge', family: 'credits', label: 'Monthly charge', help: '', kind: 'money', minimum: '0.01', maximum: '1000000', effect: 'credit' }),
  define({ path: 'credits.uptimeTiers', family: 'credits', label: 'Availability tiers', help: '', kind: 'tiers', effect: 'credit' }),
  define({ path: 'credits.monthlyCap', family: 'credits', label: 'Cap per window', help: '', kind: 'percent', minimum: '0.01', maximum: '100', effect: 'credit', better: 'higher' }),
  define({ path: 'credits.claimDays', family: 'credits', label: 'Claim period', help: '', kind: 'days', minimum: '1', maximum: '730', effect: 'clock', better: 'higher' }),
];

const values: TermValues = {
  'uptime.target': '99.5',
  'uptime.method': 'event-ratio',
  'latency.threshold': '300',
  'credits.monthlyCharge': '1200.00 EUR',
  'credits.uptimeTiers': [{ bound: '99.5', inclusive: false, percent: '10' }, { bound: '99', inclusive: false, percent: '25' }],
  'credits.monthlyCap': '50',
  'credits.claimDays': '60',
};

const prose: readonly (readonly [string, string, readonly string[]])[] = [
  ['uptime', 'Availability', ['In every calendar month the availability of each System is at least {uptime.target}.', 'It is computed by the method “{uptime.method}” from the events of the month.']],
  ['latency', 'Response time', ['In every calendar month 95 % of the answers come within {latency.threshold}.']],
  ['credits', 'Service credits', ['A credit is a percentage of the monthly charge of {credits.monthlyCharge}. For availability (clause 1) it is: {credits.uptimeTiers}.', 'It does not exceed {credits.monthlyCap} of the charge.', 'The Customer claims it within {credits.claimDays} after the end of the window.']],
];

const suffixes: Readonly<Partial<Record<TermDefinition['kind'], string>>> = { percent: ' %', days: ' days', milliseconds: ' milliseconds' };

function printed(path: string, value: TermValue | undefined): string {
  const definition = definitions.find((candidate) => candidate.path === path);
  if (definition === undefined || value === undefined) return '';
  if (typeof value !== 'string') return isTiers(value) ? value.map(({ bound, percent }) => `${percent} % below ${bound} %`).join('; ') : '';
  return definition.choices.find(({ code }) => code === value)?.label ?? `${value}${suffixes[definition.kind] ?? ''}`;
}

function paragraph(number: string, template: string, terms: TermValues): ClauseText['paragraphs'][number] {
  const places: ClauseText['paragraphs'][number]['values'] = [];
  const text = template.split(/\{([^}]*)\}/).reduce((before, piece, at) => {
    if (at % 2 === 0) return before + piece;
    const value = printed(piece, terms[piece]);
    places.push({ path: piece, start: before.length, end: before.length + value.length });
    return before + value;
  }, '');
  return { number, text, values: places };
}

const objective = (changes: Pick<ObjectiveDefinition, 'key' | 'label' | 'metric' | 'method' | 'direction' | 'target' | 'unit' | 'tiers'>): ObjectiveDefinition => ({
  window: { kind: 'calendar-month', zone: 'UTC' },
  minimumSample: 100,
  coverageFloor: null,
  maturityDays: 0,
  graceHours: 24,
  source: { clauseId: '', termPath: '', termHash: '' },
  ...changes,
});

const text = (terms: TermValues, path: string): string => String(terms[path]);

const compileTerms: CompileTerms = (terms): Compiled | null => {
  const [charge = '', currency = ''] = text(terms, 'credits.monthlyCharge').split(' ');
  const tiers = terms['credits.uptimeTiers'];
  if (currency === '' || tiers === undefined || !isTiers(tiers)) return null;
  const days = text(terms, 'credits.claimDays');
  return {
    objectives: [
      objective({ key: 'uptime.availability', label: 'Availability', metric: 'availability', method: { availability: text(terms, 'uptime.method') === 'bad-minutes' ? 'bad-minutes' : 'event-ratio' }, direction: 'at-least', target: text(terms, 'uptime.target'), unit: 'percent', tiers }),
      objective({ key: 'latency.percentile', label: 'Latency percentile', metric: 'latency-percentile', method: { percentile: '95' }, direction: 'at-most', target: text(terms, 'latency.threshold'), unit: 'milliseconds', tiers: [{ bound: text(terms, 'latency.threshold'), inclusive: false, percent: '5' }] }),
    ],
    clocks: [{ key: 'credits.claim-window', label: 'Claim a credit', kind: 'claim-window', rule: `${days} calendar days after the window ends`, basis: 'window-end', direction: 'after', length: Number(days), unit: 'days', date: null, repeats: false, owedBy: 'customer', zone: 'UTC', calendar: null, source: { clauseId: 'credits', termPath: 'credits.claimDays', termHash: '' } }],
    obligations: [],
    credits: { monthlyCharge: { amount: charge, currency }, monthlyCapPercent: text(terms, 'credits.monthlyCap'), rollingCapPercent: '100', minimumPayout: '0', claim: 'days-after-window', claimDays: Number(days), source: { clauseId: 'credits', termPath: 'credits.monthlyCharge', termHash: '' } },
  };
};

/** A small complete agreement with changed terms: as it is compared, and as plain text that somebody could send back. */
export function renderedDraft(changes: TermValues): { readonly side: ComparedText; readonly text: string; readonly compileTerms: CompileTerms } {
  const terms = { ...values, ...changes };
  const clauses = prose.map(([id, title, paragraphs], at): ClauseText => ({ id, family: id, number: `${at + 1}`, title, paragraphs: paragraphs.map((template, below) => paragraph(`${at + 1}.${below + 1}`, template, terms)) }));
  const plain = clauses.map(({ number, title, paragraphs }) => [`${number} ${title}`, ...paragraphs.map((one) => `${one.number} ${one.text}`)].join('\n\n')).join('\n\n');
  return { side: { clauses, terms, compiled: compileTerms(terms), definitions }, text: plain, compileTerms };
}
