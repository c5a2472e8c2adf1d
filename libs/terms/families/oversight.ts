import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';
import { choicesOf, ladder } from './ladder.js';
import { graceTerm, minimumSampleTerm, windowTerm } from './windows.js';

const family = 'oversight';

/** How people stay in charge: a way to override, a sample that people review, and the right to stop. */
export const oversight: readonly TermDefinition[] = [
  define({
    path: 'oversight.overrideRoute',
    family,
    label: 'Way to override',
    help: 'How somebody with authority overrides a decision: the screen, the call or the contact. Left empty, the product itself must offer it.',
    kind: 'text',
    minimum: '3',
    maximum: '300',
    required: false,
    effect: 'human judgement',
  }),
  define({
    path: 'oversight.overrideHours',
    family,
    label: 'Time to override',
    help: 'Hours from an override until the system acts on it everywhere.',
    kind: 'hours',
    minimum: '1',
    maximum: '168',
    ...ladder('1', '24', '48'),
    better: 'lower',
    effect: 'clock',
    clock: { label: 'Act on an override', basis: 'request', direction: 'after', repeats: false, owedBy: 'vendor' },
  }),
  define({
    path: 'oversight.sampleReview',
    family,
    label: 'Decisions reviewed by people',
    help: 'The least share of decisions that a person decides as well; the human decision is sent with the event.',
    kind: 'percent',
    minimum: '0.01',
    maximum: '100',
    ...ladder('1', '0.5', '0.1'),
    better: 'higher',
    rationale: 'Without a sample that people decide blind, agreement with the model cannot be told from habit.',
    effect: 'objective',
  }),
  windowTerm(family),
  minimumSampleTerm(family, '1000', 'decided events'),
  graceTerm(family),
  define({
    path: 'oversight.stopRight',
    family,
    label: 'Right to stop',
    help: 'How the customer can suspend a system.',
    kind: 'code',
    choices: choicesOf({ 'at-once': 'at once', 'after-notice': 'after notice' }),
    ...ladder('at-once', 'after-notice', 'after-notice'),
    better: 'listed-first',
    rationale: 'A system that harms people is switched off first and discussed afterwards.',
    effect: 'human judgement',
  }),
  define({
    path: 'oversight.stopDays',
    family,
    label: 'Notice before a stop',
    help: 'Working days of notice before a system is suspended. Needed for a stop after notice.',
    kind: 'workingDays',
    minimum: '1',
    maximum: '30',
    required: false,
    ...ladder('1', '5', '5'),
    better: 'lower',
    effect: 'clock',
    clock: { label: 'Suspend a system', basis: 'notice', direction: 'after', repeats: false, owedBy: 'vendor' },
  }),
];
