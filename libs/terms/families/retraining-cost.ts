import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';
import { choicesOf, ladder } from './ladder.js';

const family = 'retraining';
const effect = 'check';
const bearers = choicesOf({ vendor: 'the Vendor', shared: 'both parties in equal parts', customer: 'the Customer' });

/** Who pays for a retraining, and how it is priced. */
export const retrainingCost: readonly TermDefinition[] = [
  define({
    path: 'retraining.breachCost',
    family,
    label: 'Cost after a breach',
    help: 'Who pays for a retraining that a breach has triggered.',
    kind: 'code',
    choices: bearers,
    ...ladder('vendor', 'vendor', 'vendor'),
    better: 'listed-first',
    rationale: 'The party that missed the target restores it.',
    effect,
  }),
  define({
    path: 'retraining.scheduleCost',
    family,
    label: 'Cost on schedule',
    help: 'Who pays for a retraining on schedule or at the customer’s request.',
    kind: 'code',
    choices: bearers,
    ...ladder('vendor', 'shared', 'shared'),
    better: 'listed-first',
    effect,
  }),
  define({
    path: 'retraining.price',
    family,
    label: 'Pricing',
    help: 'How a retraining is priced that the vendor does not pay for alone.',
    kind: 'code',
    choices: choicesOf({ included: 'included in the fees', fixed: 'charged at a fixed price', hourly: 'charged by the hour up to a ceiling' }),
    ...ladder('included', 'fixed', 'hourly'),
    better: 'listed-first',
    effect,
  }),
  define({
    path: 'retraining.fixedPrice',
    family,
    label: 'Fixed price',
    help: 'The price of one retraining. Needed for a fixed price.',
    kind: 'money',
    minimum: '0',
    maximum: '1000000000',
    required: false,
    better: 'lower',
    effect,
  }),
  define({
    path: 'retraining.hourlyRate',
    family,
    label: 'Hourly rate',
    help: 'The price of one hour of work on a retraining. Needed for an hourly rate.',
    kind: 'money',
    minimum: '0',
    maximum: '1000000',
    required: false,
    better: 'lower',
    effect,
  }),
  define({
    path: 'retraining.hoursCeiling',
    family,
    label: 'Ceiling of hours',
    help: 'The most hours of one retraining that are charged. Needed for an hourly rate.',
    kind: 'hours',
    minimum: '1',
    maximum: '10000',
    required: false,
    ...ladder('40', '80', '120'),
    better: 'lower',
    effect,
  }),
];
