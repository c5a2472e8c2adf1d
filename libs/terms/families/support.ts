import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';
import { choicesOf, ladder } from './ladder.js';

const family = 'support';

/** A deadline of the vendor that begins with the report of a fault. */
const answer = (label: string): Pick<TermDefinition, 'family' | 'label' | 'effect' | 'clock' | 'better'> => ({
  family,
  label,
  effect: 'clock',
  clock: { label, basis: 'incident', direction: 'after', repeats: false, owedBy: 'vendor' },
  better: 'lower',
});

/** When the vendor can be reached, and how fast it answers and restores. */
export const support: readonly TermDefinition[] = [
  define({
    path: 'support.hours',
    family,
    label: 'Support hours',
    help: 'When the vendor takes and works on reports. A report made at another time counts as made when these hours next begin.',
    kind: 'code',
    choices: choicesOf({
      'around-the-clock': 'at any hour for the first priority, and in the business hours of the Customer for all others',
      'customer-hours': 'in the business hours of the Customer',
      'shared-hours': 'in the hours that are business hours of both parties',
      'vendor-hours': 'in the business hours of the Vendor',
    }),
    ...ladder('around-the-clock', 'customer-hours', 'shared-hours'),
    better: 'listed-first',
    rationale: 'A scoring system that stops at night has unscored leads in the morning; support that sleeps when we work is none.',
    effect: 'human judgement',
  }),
  define({
    path: 'support.responseP1',
    ...answer('First response, first priority'),
    help: 'Minutes from a report of the first priority until somebody competent answers.',
    kind: 'minutes',
    minimum: '1',
    maximum: '1440',
    ...ladder('15', '30', '60'),
    rationale: 'An hour without an answer is a decision to work without the system.',
  }),
  define({
    path: 'support.responseP2',
    ...answer('First response, second priority'),
    help: 'Minutes from a report of the second priority until somebody competent answers.',
    kind: 'minutes',
    minimum: '1',
    maximum: '10080',
    ...ladder('120', '240', '480'),
  }),
  define({
    path: 'support.responseP3',
    ...answer('First response, third priority'),
    help: 'Hours from a report of the third priority until somebody competent answers.',
    kind: 'hours',
    minimum: '1',
    maximum: '720',
    ...ladder('24', '48', '72'),
  }),
  define({
    path: 'support.restoreP1',
    ...answer('Restoration, first priority'),
    help: 'Hours from a report of the first priority until the system works again or a workaround is accepted.',
    kind: 'hours',
    minimum: '1',
    maximum: '168',
    ...ladder('4', '8', '12'),
    rationale: 'A response without a restoration is a courtesy.',
  }),
  define({
    path: 'support.automaticReply',
    family,
    label: 'Automatic replies',
    help: 'Whether an automatic acknowledgement counts as a response.',
    kind: 'code',
    choices: choicesOf({ 'never-counts': 'is not a response', counts: 'is a response' }),
    ...ladder('never-counts', 'never-counts', 'never-counts'),
    better: 'listed-first',
    rationale: 'If a robot can keep the response time, the response time promises nothing.',
    effect: 'human judgement',
  }),
];
