import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';

/** Who owns the data, what the vendor may train on, and when data comes back and goes away. */
export const ownership: readonly TermDefinition[] = [
  define({
    path: 'ownership.trainingUse',
    family: 'ownership',
    label: 'Training on our data',
    help: 'Whether the vendor may use our data to train models. Watched by people, not by a metric.',
    kind: 'code',
    choices: [
      { code: 'never', label: 'never' },
      { code: 'with-consent', label: 'only with prior written consent' },
      { code: 'aggregated', label: 'only in aggregated form' },
    ],
    initial: 'never',
    effect: 'human judgement',
  }),
  define({
    path: 'ownership.outputs',
    family: 'ownership',
    label: 'Owner of outputs',
    help: 'Who owns scores, suggestions and other outputs made from our data.',
    kind: 'code',
    choices: [
      { code: 'customer', label: 'the Customer' },
      { code: 'vendor', label: 'the Vendor' },
      { code: 'joint', label: 'both parties jointly' },
    ],
    initial: 'customer',
    effect: 'human judgement',
  }),
  define({
    path: 'ownership.returnDays',
    family: 'ownership',
    label: 'Return of data',
    help: 'Calendar days after the last day of the agreement within which all data comes back.',
    kind: 'days',
    minimum: '1',
    maximum: '365',
    initial: '30',
    effect: 'clock',
    clock: { label: 'Return of data', basis: 'effective-until', direction: 'after', repeats: false, owedBy: 'vendor' },
  }),
  define({
    path: 'ownership.deletionDays',
    family: 'ownership',
    label: 'Deletion of data',
    help: 'Calendar days after the last day of the agreement within which all copies are deleted. Later than the return.',
    kind: 'days',
    minimum: '1',
    maximum: '730',
    initial: '60',
    effect: 'clock',
    clock: { label: 'Deletion of data', basis: 'effective-until', direction: 'after', repeats: false, owedBy: 'vendor' },
  }),
];
