import type { TermDefinition, TermValues } from '#libs/wire/terms.js';
import { membersOf } from './value-of.js';

const mayIncrease = (terms: TermValues): boolean => terms['payment.increaseRule'] !== undefined && terms['payment.increaseRule'] !== 'none';

const conditions: Readonly<Record<string, (terms: TermValues) => boolean>> = {
  'scope.affiliateNames': (terms) => terms['scope.affiliates'] === 'named',
  'implementation.fixedCharge': (terms) => terms['implementation.charge'] === 'fixed',
  'rollout.pilotShare': (terms) => membersOf(terms, 'rollout.phases').includes('pilot'),
  'security.dataSubjects': (terms) => terms['security.personalData'] !== undefined && !membersOf(terms, 'security.personalData').includes('none'),
  'continuity.escrowMonths': (terms) => terms['continuity.escrow'] !== undefined,
  'liability.insuranceMonths': (terms) => terms['liability.insurance'] !== undefined,
  'uptime.intervalMinutes': (terms) => terms['uptime.method'] === 'interval-average',
  'uptime.errorThreshold': (terms) => terms['uptime.method'] === 'bad-minutes',
  'uptime.minimumRun': (terms) => terms['uptime.method'] === 'bad-minutes',
  'uptime.emptyRule': (terms) => terms['uptime.method'] !== undefined && terms['uptime.method'] !== 'event-ratio',
  'latency.percentile': (terms) => terms['latency.method'] === 'percentile',
  'latency.attainment': (terms) => terms['latency.method'] === 'attainment',
  'credits.claimDays': (terms) => terms['credits.claimRule'] === 'days-after-window',
  'credits.chronicMonths': (terms) => terms['credits.chronicBreaches'] !== undefined,
  'retraining.intervalMonths': (terms) => membersOf(terms, 'retraining.trigger').includes('schedule'),
  'retraining.fixedPrice': (terms) => terms['retraining.price'] === 'fixed',
  'retraining.hourlyRate': (terms) => terms['retraining.price'] === 'hourly',
  'retraining.hoursCeiling': (terms) => terms['retraining.price'] === 'hourly',
  'retraining.tolerance': (terms) => terms['retraining.acceptance'] === 'tolerance',
  'oversight.stopDays': (terms) => terms['oversight.stopRight'] === 'after-notice',
  'bias.threshold': (terms) => terms['bias.statistic'] !== undefined && terms['bias.statistic'] !== 'equalised-odds',
  'bias.gapLimit': (terms) => terms['bias.statistic'] === 'equalised-odds',
  'bias.maturityDays': (terms) => terms['bias.statistic'] === 'equalised-odds',
  'governance.reminderDays': (terms) => terms['governance.missingReport'] === 'deemed-after-reminder',
  'payment.increaseCap': mayIncrease,
  'payment.increaseNotice': mayIncrease,
  'payment.lockMonths': mayIncrease,
  'payment.surcharge': (terms) => terms['payment.overage'] === 'surcharge',
  'amendment.unilateralDays': (terms) => terms['amendment.unilateral'] !== undefined && terms['amendment.unilateral'] !== 'never',
  'term.renewalMonths': (terms) => terms['term.renewalKind'] === 'automatic',
  'term.renewalNotice': (terms) => terms['term.renewalKind'] === 'automatic',
};

/** Whether the term has an effect under the methods chosen; one that has none neither prints nor compiles. */
export function isApplicable(path: string, terms: TermValues): boolean {
  return conditions[path]?.(terms) ?? true;
}

/** Whether a draft without this term is incomplete. */
export function isNeeded({ path, required }: TermDefinition, terms: TermValues): boolean {
  const condition = conditions[path];
  return condition === undefined ? required : condition(terms);
}
