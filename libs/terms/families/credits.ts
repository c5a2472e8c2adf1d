import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';

const family = 'credits';
const effect = 'credit';

const tiers = (path: string, label: string, initial: TermDefinition['initial']): TermDefinition =>
  define({
    path,
    family,
    label,
    help: 'A value worse than the bound earns the percent of the charge. The first bound is the target; each next one is worse.',
    kind: 'tiers',
    required: true,
    initial,
    effect,
  });

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
  tiers('credits.uptimeTiers', 'Availability tiers', [
    { bound: '99.5', inclusive: false, percent: '10' },
    { bound: '99', inclusive: false, percent: '25' },
  ]),
  tiers('credits.latencyTiers', 'Latency tiers', [
    { bound: '300', inclusive: false, percent: '5' },
    { bound: '500', inclusive: false, percent: '10' },
  ]),
  tiers('credits.accuracyTiers', 'Accuracy tiers', null),
  define({
    path: 'credits.monthlyCap',
    family,
    label: 'Cap per window',
    help: 'The most that one breach can earn, as a percent of the charge of its window.',
    kind: 'percent',
    minimum: '0.01',
    maximum: '100',
    initial: '50',
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
    initial: '20',
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
    initial: '60',
    effect: 'clock',
  }),
];
