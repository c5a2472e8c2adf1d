import fc from 'fast-check';
import type { AgreementDraft } from '#libs/wire/agreements.js';
import type { CreditTier, TermValues } from '#libs/wire/terms.js';

const decimal = (low: number, high: number, scale: number) => fc.integer({ min: low * scale, max: high * scale }).map((number) => String(number / scale));
const whole = (min: number, max: number) => fc.integer({ min, max }).map(String);
const milliseconds = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom(1, 10, 100)).map(([digits, scale]) => String(digits * scale));
const currency = fc.constantFrom(['EUR', 100], ['JPY', 1], ['KWD', 1000] as const);

/** Tiers that start at the target and get worse; what they earn rises. */
function tiers(target: string, isCeiling: boolean): fc.Arbitrary<CreditTier[]> {
  return fc.array(fc.boolean(), { maxLength: 3 }).map((inclusive) => [
    { bound: target, inclusive: false, percent: '2.5' },
    ...inclusive.map((isInclusive, at) => ({
      bound: isCeiling ? String((at + 1) * 100_000) : String(Number(target) / 2 ** (at + 2)).slice(0, 5),
      inclusive: isInclusive,
      percent: String(5 * (at + 1)),
    })),
  ]);
}

const levels = fc.record({
  'ownership.inputs': fc.constantFrom('customer', 'joint', 'vendor'),
  'ownership.outcomes': fc.constantFrom('customer', 'joint', 'vendor'),
  'ownership.insights': fc.constantFrom('customer', 'joint', 'vendor'),
  'ownership.logs': fc.constantFrom('customer', 'joint', 'vendor'),
  'ownership.modelTraining': fc.constantFrom('none', 'customer-only', 'all-customers'),
  'ownership.deidentification': fc.constantFrom('evidenced', 'aggregated', 'best-effort'),
  'ownership.attestationMonths': whole(1, 36),
  'ownership.trainingUse': fc.constantFrom('never', 'with-consent', 'aggregated'),
  'ownership.outputs': fc.constantFrom('customer', 'vendor', 'joint'),
  'ownership.returnDays': whole(1, 365),
  'ownership.deletionDays': whole(366, 730),
  'uptime.target': decimal(50, 100, 100),
  'uptime.method': fc.constantFrom('event-ratio', 'interval-average', 'bad-minutes', 'all-failed-minutes'),
  'uptime.intervalMinutes': fc.constantFrom('1', '5', '60'),
  'uptime.errorThreshold': decimal(0, 99, 100),
  'uptime.minimumRun': whole(1, 60),
  'uptime.emptyRule': fc.constantFrom('not-measured', 'excluded', 'available'),
  'uptime.window': fc.constantFrom('calendar-month', 'calendar-quarter'),
  'uptime.minimumSample': whole(1, 100_000_000),
  'uptime.graceHours': whole(0, 336),
  'latency.method': fc.constantFrom('percentile', 'attainment'),
  'latency.threshold': milliseconds,
  'latency.percentile': decimal(1, 99, 100),
  'latency.attainment': decimal(1, 100, 100),
  'latency.window': fc.constantFrom('calendar-month', 'calendar-quarter'),
  'latency.minimumSample': whole(1, 100_000_000),
  'latency.graceHours': whole(0, 336),
  'accuracy.metric': fc.constantFrom('accuracy', 'precision', 'recall', 'f1', 'specificity', 'balanced-accuracy'),
  'accuracy.target': decimal(1, 100, 10_000),
  'accuracy.maturityDays': whole(0, 365),
  'accuracy.coverageFloor': decimal(0, 100, 100),
  'accuracy.decision': fc.constant('point'),
  'accuracy.window': fc.constantFrom('calendar-month', 'calendar-quarter'),
  'accuracy.minimumSample': whole(1, 100_000_000),
  'credits.monthlyCharge': fc.tuple(fc.integer({ min: 100, max: 1_000_000_000 }), currency).map(([minor, [name, scale]]) => `${minor / scale} ${name}`),
  'credits.monthlyCap': decimal(1, 100, 100),
  'credits.rollingCap': decimal(1, 100, 100),
  'credits.claimRule': fc.constant('days-after-window'),
  'credits.claimDays': whole(366, 730),
});

/** Any draft that its review accepts, with terms of all families. */
export const drafts: fc.Arbitrary<AgreementDraft> = levels.filter((terms) => !(terms['ownership.trainingUse'] === 'never' && terms['ownership.modelTraining'] === 'all-customers')).chain((terms) =>
  fc
    .record({
      'credits.uptimeTiers': tiers(terms['uptime.target'], false),
      'credits.latencyTiers': terms['latency.method'] === 'percentile' ? tiers(terms['latency.threshold'], true) : tiers(terms['latency.attainment'], false),
      'credits.accuracyTiers': tiers(terms['accuracy.target'], false),
    })
    .map((steps) => draft({ ...terms, ...steps })),
);

function draft(terms: TermValues): AgreementDraft {
  return { title: 'Lead scoring', effectiveFrom: '2026-01-01', effectiveUntil: '2026-12-31', zone: 'Europe/Lisbon', terms };
}
