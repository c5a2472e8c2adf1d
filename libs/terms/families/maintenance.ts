import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';
import { choicesOf, ladder } from './ladder.js';

const family = 'maintenance';
const effect = 'human judgement';

/** What makes an interruption planned. Whether it leaves a measurement is decided exclusion by exclusion. */
export const maintenance: readonly TermDefinition[] = [
  define({
    path: 'maintenance.noticeDays',
    family,
    label: 'Notice of maintenance',
    help: 'Calendar days ahead of which planned maintenance is announced. With less notice it is not planned.',
    kind: 'days',
    minimum: '1',
    maximum: '90',
    ...ladder('10', '5', '3'),
    better: 'higher',
    rationale: 'Campaigns are planned by the week; maintenance must be known before they are.',
    effect,
  }),
  define({
    path: 'maintenance.period',
    family,
    label: 'Maintenance period',
    help: 'When planned maintenance may take place, in the time zone of the agreement.',
    kind: 'code',
    choices: choicesOf({
      'sunday-nights': 'in the night from Saturday to Sunday',
      nights: 'at night and outside the business hours of the Customer',
      'outside-business-hours': 'outside the business hours of the Customer',
      'any-time': 'at any time',
    }),
    ...ladder('sunday-nights', 'nights', 'outside-business-hours'),
    better: 'listed-first',
    effect,
  }),
  define({
    path: 'maintenance.hoursPerMonth',
    family,
    label: 'Maintenance per month',
    help: 'The most hours of planned maintenance in a calendar month. Whatever exceeds them counts as an interruption.',
    kind: 'hours',
    minimum: '0',
    maximum: '72',
    ...ladder('4', '8', '12'),
    better: 'lower',
    rationale: 'Without a ceiling, planned maintenance swallows the availability that was promised.',
    effect,
  }),
  define({
    path: 'maintenance.longestHours',
    family,
    label: 'Longest maintenance',
    help: 'The most hours that one planned maintenance may last.',
    kind: 'hours',
    minimum: '1',
    maximum: '24',
    ...ladder('2', '4', '6'),
    better: 'lower',
    effect,
  }),
  define({
    path: 'maintenance.emergency',
    family,
    label: 'Emergency maintenance',
    help: 'Whether the vendor may claim that urgent work without the usual notice leaves the measurement.',
    kind: 'code',
    choices: choicesOf({ counts: 'always counts as an interruption', 'security-only': 'may be claimed as an exclusion only if the work closes a security weakness', claimable: 'may be claimed as an exclusion' }),
    ...ladder('counts', 'security-only', 'security-only'),
    better: 'listed-first',
    rationale: 'Most emergencies are failures by another name.',
    effect,
  }),
  define({
    path: 'maintenance.emergencyNoticeHours',
    family,
    label: 'Notice of emergency maintenance',
    help: 'Hours ahead of which urgent work is announced, by the channel of support.',
    kind: 'hours',
    minimum: '1',
    maximum: '72',
    ...ladder('4', '2', '1'),
    better: 'higher',
    effect,
  }),
];
