import type { BreachDetail } from '#libs/wire/breaches.js';
import { longDate } from '#libs/wire/long-date.js';
import { longInstant, longPeriod } from './dates.js';
import { marked, plain } from './marked-text.js';
import { formulaOf, inUnit, promiseOf } from './measured-words.js';
import { grouped } from '#libs/wire/format-term.js';
import type { View, ViewSchema } from './view-schema.js';

/** Places of a notice where tables, charts and quotations go: each stands as a paragraph of its own. */
export const figures = ['summary', 'clause', 'counts', 'chart', 'windows', 'credit'] as const;
export type Figure = (typeof figures)[number];

export interface NoticeParties {
  readonly customerName: string;
  readonly vendorName: string;
  readonly contactName: string | null;
}

/** What the text of a notice may name. */
export const noticeSchema = {
  customer: { name: 'text' },
  vendor: { name: 'text' },
  contact: { given: 'flag', name: 'text' },
  agreement: { title: 'text' },
  system: { name: 'text' },
  objective: { label: 'text', promise: 'text' },
  window: { period: 'text' },
  measured: {
    value: 'text',
    formula: 'text',
    reason: 'text',
    isEstimated: 'flag',
    low: 'text',
    high: 'text',
    hasCoverage: 'flag',
    coverage: 'text',
  },
  clause: { number: 'text' },
  version: { number: 'text', from: 'text', isSigned: 'flag', signedOn: 'text' },
  credit: { isPriced: 'flag', amount: 'text', currency: 'text' },
  claim: { isTimed: 'flag', dueAt: 'text' },
  figures: { summary: 'text', clause: 'text', counts: 'text', chart: 'text', windows: 'text', credit: 'text' },
} as const satisfies ViewSchema;

/** The values of a notice's text; what stands out is marked. */
export function noticeView({ customerName, vendorName, contactName }: NoticeParties, breach: BreachDetail): View {
  const { zone, measurement, version, derivation, claimDueAt } = breach;
  const { definition } = breach.objective;
  const strong = (value: string) => marked('value', value);
  const { bounds, coverage } = measurement;
  return {
    customer: { name: plain(customerName) },
    vendor: { name: plain(vendorName) },
    contact: { given: contactName !== null, ...(contactName === null ? {} : { name: plain(contactName) }) },
    agreement: { title: plain(breach.agreementTitle) },
    system: { name: plain(breach.systemName) },
    objective: { label: plain(definition.label), promise: strong(promiseOf(definition)) },
    window: { period: longPeriod(breach.windowStart, breach.windowEnd, zone) },
    measured: {
      value: strong(inUnit(breach.value, breach.unit)),
      formula: formulaOf(definition, measurement),
      reason: plain(measurement.reason),
      isEstimated: bounds !== null,
      ...(bounds === null ? {} : { low: inUnit(bounds.low, breach.unit), high: inUnit(bounds.high, breach.unit) }),
      hasCoverage: coverage !== null,
      ...(coverage === null ? {} : { coverage: inUnit(coverage, 'percent') }),
    },
    clause: { number: breach.clause.number },
    version: {
      number: String(version.number),
      from: longDate(version.effectiveFrom),
      isSigned: version.signedAt !== null,
      ...(version.signedAt === null ? {} : { signedOn: longInstant(version.signedAt, zone) }),
    },
    credit: {
      isPriced: derivation !== null,
      ...(derivation === null ? {} : { amount: strong(`${grouped(derivation.amount.amount)} ${derivation.amount.currency}`), currency: derivation.amount.currency }),
    },
    claim: { isTimed: claimDueAt !== null, ...(claimDueAt === null ? {} : { dueAt: strong(longInstant(claimDueAt, zone)) }) },
    figures: Object.fromEntries(figures.map((name) => [name, marked(`figures.${name}`, '')])),
  };
}
