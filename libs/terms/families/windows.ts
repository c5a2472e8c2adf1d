import type { Family, TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';

/** The window a service level is judged over. */
export function windowTerm(family: Family): TermDefinition {
  return define({
    path: `${family}.window`,
    family,
    label: 'Window',
    help: 'The period that is judged as a whole, in the time zone of the agreement.',
    kind: 'code',
    choices: [
      { code: 'calendar-month', label: 'calendar month' },
      { code: 'calendar-quarter', label: 'calendar quarter' },
    ],
    initial: 'calendar-month',
    effect: 'objective',
  });
}

/** The smallest number of events on which a service level is decided. */
export function minimumSampleTerm(family: Family, initial: string, counted: string): TermDefinition {
  return define({
    path: `${family}.minimumSample`,
    family,
    label: 'Minimum sample',
    help: `With fewer ${counted} in the window the answer is "insufficient data": neither met nor breached.`,
    kind: 'count',
    minimum: '1',
    maximum: '100000000',
    initial,
    effect: 'objective',
  });
}

/** How long late events are awaited before a window is decided. */
export function graceTerm(family: Family): TermDefinition {
  return define({
    path: `${family}.graceHours`,
    family,
    label: 'Grace for late events',
    help: 'Hours after the end of the window during which late events still count.',
    kind: 'hours',
    minimum: '0',
    maximum: '336',
    initial: '24',
    effect: 'objective',
  });
}
