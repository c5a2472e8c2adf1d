import type { TermValues } from '#libs/wire/terms.js';
import { maturityDays } from './timeline.js';

/** What was agreed with Leadmind, beyond the preferred values of the template. */
export const leadmindTerms: TermValues = {
  'uptime.target': '99.5',
  'uptime.method': 'event-ratio',
  'uptime.minimumSample': '1000',
  'uptime.graceHours': '24',
  'latency.threshold': '250',
  'latency.graceHours': '24',
  'accuracy.metric': 'precision',
  'accuracy.target': '75',
  'accuracy.maturityDays': String(maturityDays),
  'accuracy.coverageFloor': '85',
  'accuracy.minimumSample': '500',
  'credits.monthlyCharge': '4800.00 EUR',
  'credits.uptimeTiers': [
    { bound: '99.5', inclusive: false, percent: '10' },
    { bound: '99', inclusive: false, percent: '25' },
  ],
  'credits.latencyTiers': [
    { bound: '250', inclusive: false, percent: '5' },
    { bound: '500', inclusive: false, percent: '10' },
  ],
  'credits.accuracyTiers': [
    { bound: '75', inclusive: false, percent: '10' },
    { bound: '65', inclusive: false, percent: '25' },
  ],
  'credits.claimRule': 'days-after-window',
  'credits.claimDays': '60',
};

/** Where the talks with Replywise stand: a target that was raised while its credits were not, and terms that nobody has named yet. */
export const replywiseTerms: TermValues = {
  'uptime.target': '99.9',
  'uptime.method': 'bad-minutes',
  'latency.threshold': '400',
  'accuracy.target': '80',
};
