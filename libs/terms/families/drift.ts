import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';
import { choicesOf, ladder } from './ladder.js';
import { graceTerm, minimumSampleTerm, windowTerm } from './windows.js';

const family = 'drift';
const effect = 'objective';

/** How far scores and inputs may move away from a frozen baseline before it counts. */
export const drift: readonly TermDefinition[] = [
  define({
    path: 'drift.watched',
    family,
    label: 'What is watched',
    help: 'Whose distribution is compared with the baseline.',
    kind: 'code',
    choices: choicesOf({ scores: 'the scores', features: 'each input feature', 'scores-and-features': 'the scores and each input feature' }),
    initial: 'scores',
    effect,
  }),
  define({
    path: 'drift.statistic',
    family,
    label: 'Statistic',
    help: 'How the distance of two distributions is measured. The population stability index uses the tenths of the baseline, with open ends.',
    kind: 'code',
    choices: choicesOf({ psi: 'population stability index', ks: 'Kolmogorov–Smirnov distance', 'jensen-shannon': 'Jensen–Shannon distance to base two' }),
    initial: 'psi',
    effect,
  }),
  define({
    path: 'drift.limit',
    family,
    label: 'Limit',
    help: 'The greatest value of the statistic. Its meaning depends on the statistic: the same number is another distance under another.',
    kind: 'ratio',
    minimum: '0.0001',
    maximum: '10',
    ...ladder('0.2', '0.25', '0.3'),
    better: 'lower',
    effect,
  }),
  define({
    path: 'drift.level',
    family,
    label: 'Allowance for chance',
    help: 'The share of windows without drift in which chance alone may look like it. A limit without it raises false alarms wherever windows are small.',
    kind: 'percent',
    minimum: '0.1',
    maximum: '20',
    initial: '5',
    effect,
  }),
  define({
    path: 'drift.persistence',
    family,
    label: 'Windows in a row',
    help: 'How many windows in a row must exceed the limit before it is a breach.',
    kind: 'count',
    minimum: '1',
    maximum: '12',
    ...ladder('2', '3', '4'),
    better: 'lower',
    rationale: 'One odd month is a campaign; two are another population.',
    effect,
  }),
  define({
    path: 'drift.baseline',
    family,
    label: 'Baseline',
    help: 'The distribution that later ones are compared with. It is frozen: it never moves on by itself.',
    kind: 'code',
    choices: choicesOf({ 'training-profile': 'the profile of the training data that the Vendor declared for the version in use', 'first-window': 'the first full window under this agreement', 'accepted-window': 'the window in which the version in use was accepted' }),
    initial: 'training-profile',
    effect,
  }),
  windowTerm(family),
  minimumSampleTerm(family, '1000', 'events with a score'),
  graceTerm(family),
];
