import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';
import { ladder } from './ladder.js';
import { minimumSampleTerm, windowTerm } from './windows.js';

const family = 'accuracy';
const effect = 'objective';

/** How often decisions turn out right, once their outcomes are known. */
export const accuracy: readonly TermDefinition[] = [
  define({
    path: 'accuracy.metric',
    family,
    label: 'Metric',
    help: 'What is computed from decisions and their outcomes.',
    kind: 'code',
    choices: [
      { code: 'accuracy', label: 'accuracy' },
      { code: 'precision', label: 'precision' },
      { code: 'recall', label: 'recall' },
      { code: 'f1', label: 'F1 score' },
      { code: 'specificity', label: 'specificity' },
      { code: 'balanced-accuracy', label: 'balanced accuracy' },
    ],
    initial: 'precision',
    effect,
  }),
  define({
    path: 'accuracy.target',
    family,
    label: 'Target',
    help: 'The least value of the metric. Depends on the use: there is no sensible default.',
    kind: 'percent',
    minimum: '0.0001',
    maximum: '100',
    better: 'higher',
    effect,
  }),
  define({
    path: 'accuracy.maturityDays',
    family,
    label: 'Outcome maturity',
    help: 'Days after the window until its outcomes count as complete. Until then the value is provisional.',
    kind: 'days',
    minimum: '0',
    maximum: '365',
    initial: '30',
    effect,
  }),
  define({
    path: 'accuracy.coverageFloor',
    family,
    label: 'Coverage floor',
    help: 'Share of decided events whose outcome must be known; below it the answer is "insufficient data".',
    kind: 'percent',
    minimum: '0',
    maximum: '100',
    ...ladder('80', '60', '50'),
    better: 'higher',
    rationale: 'Outcomes that are missing are rarely missing at random.',
    effect,
  }),
  define({
    path: 'accuracy.decision',
    family,
    label: 'Decision rule',
    help: 'Point: the measured value decides. Confidence: a breach needs the 95 % Wilson interval to lie wholly below the target.',
    kind: 'code',
    choices: [
      { code: 'point', label: 'point estimate' },
      { code: 'confidence', label: '95 % confidence' },
    ],
    ...ladder('point', 'confidence', 'confidence'),
    better: 'listed-first',
    effect,
  }),
  windowTerm(family),
  minimumSampleTerm(family, '500', 'events with a known outcome'),
];
