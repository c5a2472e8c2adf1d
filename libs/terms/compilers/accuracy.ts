import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { codeOf, integerOf, textOf, tiersOf } from '../value-of.js';
import { type Context, windowOf } from './context.js';

const metrics = ['accuracy', 'precision', 'recall', 'f1', 'specificity', 'balanced-accuracy'] as const;
const labels: Readonly<Record<(typeof metrics)[number], string>> = {
  accuracy: 'Accuracy',
  precision: 'Precision',
  recall: 'Recall',
  f1: 'F1 score',
  specificity: 'Specificity',
  'balanced-accuracy': 'Balanced accuracy',
};

/** Accuracy compiles into one objective over decisions and their outcomes; it is final when the outcomes are mature. */
export function compileAccuracy(context: Context): ObjectiveDefinition {
  const { terms, sourceOf } = context;
  const metric = codeOf(terms, 'accuracy.metric', metrics);
  return {
    key: `accuracy.${metric}`,
    label: labels[metric],
    metric,
    method: { decision: codeOf(terms, 'accuracy.decision', ['point', 'confidence']) },
    direction: 'at-least',
    target: textOf(terms, 'accuracy.target'),
    unit: 'percent',
    window: windowOf(context, 'accuracy'),
    minimumSample: integerOf(terms, 'accuracy.minimumSample'),
    coverageFloor: textOf(terms, 'accuracy.coverageFloor'),
    maturityDays: integerOf(terms, 'accuracy.maturityDays'),
    graceHours: 0,
    tiers: [...tiersOf(terms, 'credits.accuracyTiers')],
    source: sourceOf('accuracy.target'),
  };
}
