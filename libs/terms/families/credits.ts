import type { CreditTier, TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';
import { choicesOf, ladder } from './ladder.js';

const family = 'credits';
const effect = 'credit';

const tiers = (path: string, label: string, given: Partial<TermDefinition>): TermDefinition =>
  define({
    path,
    family,
    label,
    help: 'A value worse than the bound earns the percent of the charge. The first bound is the target; each next one is worse.',
    kind: 'tiers',
    required: true,
    ...given,
    effect,
  });

const steps = (...given: readonly (readonly [bound: string, percent: string])[]): CreditTier[] => given.map(([bound, percent]) => ({ bound, inclusive: false, percent }));

/** What a breach costs: tiers, caps, and how the credit is claimed. */
export const credits: readonly TermDefinition[] = [
  define({
    path: 'credits.monthlyCharge',
    family,
    label: 'Monthly charge',
    help: 'The charge credits are a percent of, with its currency, for example 1200.00 EUR.',
    kind: 'money',
    minimum: '0.01',
    maximum: '1000000000',
    effect,
  }),
  tiers('credits.uptimeTiers', 'Availability tiers', {
    initial: steps(['99.5', '10'], ['99', '25']),
    positions: { preferred: steps(['99.9', '10'], ['99.5', '20'], ['99', '30']), fallback: steps(['99.5', '10'], ['99', '25']), walkAway: steps(['99', '10'], ['98', '20']) },
  }),
  tiers('credits.latencyTiers', 'Latency tiers', ladder(steps(['300', '5'], ['500', '10']), steps(['500', '5'], ['1000', '10']), steps(['1000', '5'], ['2000', '10']))),
  tiers('credits.accuracyTiers', 'Accuracy tiers', {}),
  define({
    path: 'credits.monthlyCap',
    family,
    label: 'Cap per window',
    help: 'The most that one breach can earn, as a percent of the charge of its window.',
    kind: 'percent',
    minimum: '0.01',
    maximum: '100',
    ...ladder('50', '30', '20'),
    better: 'higher',
    effect,
  }),
  define({
    path: 'credits.rollingCap',
    family,
    label: 'Cap over twelve months',
    help: 'The most that a breach can earn together with the credits of the eleven months before its window, as a percent of the charges of those months and the window. Breaches of one window are priced side by side, and do not count against each other.',
    kind: 'percent',
    minimum: '0.01',
    maximum: '100',
    ...ladder('20', '15', '10'),
    better: 'higher',
    effect,
  }),
  define({
    path: 'credits.base',
    family,
    label: 'Charge of',
    help: 'Whether the monthly charge is that of all systems together or of each system. Caps look back on the charges and credits of the same.',
    kind: 'code',
    choices: choicesOf({ agreement: 'for all Systems together', system: 'for each System' }),
    required: false,
    initial: 'agreement',
    effect,
  }),
  define({
    path: 'credits.multiBreach',
    family,
    label: 'Several breaches at once',
    help: 'What credits of windows that end together come to. Where only the highest counts, each breach adds what it exceeds those opened before it by.',
    kind: 'code',
    choices: choicesOf({ sum: 'are added up', highest: 'come to the highest of them' }),
    required: false,
    ...ladder('sum', 'highest', 'highest'),
    better: 'listed-first',
    rationale: 'A month that is slow, wrong and unavailable is worse than a month that is one of them.',
    effect,
  }),
  define({
    path: 'credits.pool',
    family,
    label: 'Amount at risk',
    help: 'The most that credits of windows that end together earn, as a percent of the charge of the window. Leave it empty for no such limit.',
    kind: 'percent',
    minimum: '0.01',
    maximum: '100',
    required: false,
    positions: { preferred: null, fallback: '30', walkAway: '15' },
    better: 'higher',
    rationale: 'Below a seventh of the fees a vendor can plan for failure.',
    effect,
  }),
  define({
    path: 'credits.minimumPayout',
    family,
    label: 'Minimum payout',
    help: 'A smaller credit is not paid. Leave it empty to pay every credit.',
    kind: 'money',
    minimum: '0',
    maximum: '1000000000',
    required: false,
    effect,
  }),
  define({
    path: 'credits.claimRule',
    family,
    label: 'Claim rule',
    help: 'Until when a credit can be claimed.',
    kind: 'code',
    choices: [
      { code: 'days-after-window', label: 'days after the window' },
      { code: 'end-of-following-month', label: 'end of the following month' },
    ],
    initial: 'days-after-window',
    effect: 'clock',
  }),
  define({
    path: 'credits.claimDays',
    family,
    label: 'Claim period',
    help: 'Calendar days after the end of the window within which the credit is claimed. Needed for days after the window.',
    kind: 'days',
    minimum: '1',
    maximum: '730',
    required: false,
    ...ladder('60', '50', '45'),
    better: 'higher',
    effect: 'clock',
  }),
];
