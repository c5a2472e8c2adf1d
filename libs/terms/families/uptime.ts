import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';
import { ladder } from './ladder.js';
import { graceTerm, minimumSampleTerm, windowTerm } from './windows.js';

const family = 'uptime';
const effect = 'objective';

/** Availability. The method has no preferred value: the same log gives a different answer under each. */
export const uptime: readonly TermDefinition[] = [
  define({
    path: 'uptime.target',
    family,
    label: 'Target',
    help: 'The availability promised for every window.',
    kind: 'percent',
    minimum: '50',
    maximum: '100',
    ...ladder('99.9', '99.5', '99'),
    better: 'higher',
    rationale: 'Below ninety-nine per cent a system is away for more than seven hours of every month.',
    effect,
  }),
  define({
    path: 'uptime.method',
    family,
    label: 'Method',
    help: 'How availability is computed. The same log can be a breach under one method and none under another: choose, do not inherit.',
    kind: 'code',
    choices: [
      { code: 'event-ratio', label: 'event ratio' },
      { code: 'interval-average', label: 'interval average' },
      { code: 'bad-minutes', label: 'bad minutes' },
      { code: 'all-failed-minutes', label: 'all-failed minutes' },
    ],
    effect,
  }),
  define({
    path: 'uptime.intervalMinutes',
    family,
    label: 'Interval',
    help: 'Length of one interval; it must divide an hour. Needed for the interval average.',
    kind: 'minutes',
    minimum: '1',
    maximum: '60',
    required: false,
    ...ladder('5', '5', '10'),
    better: 'lower',
    effect,
  }),
  define({
    path: 'uptime.errorThreshold',
    family,
    label: 'Error threshold',
    help: 'A minute is bad when more than this share of its events failed. Needed for bad minutes.',
    kind: 'percent',
    minimum: '0',
    maximum: '99.9999',
    required: false,
    ...ladder('5', '5', '10'),
    better: 'lower',
    effect,
  }),
  define({
    path: 'uptime.minimumRun',
    family,
    label: 'Minimum run',
    help: 'Consecutive bad minutes before any of them counts; 1 counts every bad minute. Needed for bad minutes.',
    kind: 'minutes',
    minimum: '1',
    maximum: '60',
    required: false,
    ...ladder('1', '1', '5'),
    better: 'lower',
    effect,
  }),
  define({
    path: 'uptime.emptyRule',
    family,
    label: 'Time without events',
    help: 'What an interval or minute without a single event counts as. Needed for every method but the event ratio.',
    kind: 'code',
    choices: [
      { code: 'not-measured', label: 'not measured' },
      { code: 'excluded', label: 'excluded' },
      { code: 'available', label: 'available' },
    ],
    required: false,
    ...ladder('not-measured', 'excluded', 'excluded'),
    better: 'listed-first',
    rationale: 'Silence that counts as availability makes an outage invisible.',
    effect,
  }),
  windowTerm(family),
  minimumSampleTerm(family, '1000', 'events'),
  graceTerm(family),
];
