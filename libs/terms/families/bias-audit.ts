import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';
import { choicesOf, ladder } from './ladder.js';

const family = 'bias';

/** How often bias is audited, by whom, and how fast its cause is removed. */
export const biasAudit: readonly TermDefinition[] = [
  define({
    path: 'bias.auditMonths',
    family,
    label: 'Bias audits',
    help: 'Months from one bias audit to the next, counted from the first day of the agreement.',
    kind: 'months',
    minimum: '1',
    maximum: '36',
    ...ladder('6', '12', '12'),
    better: 'lower',
    effect: 'clock',
    clock: { label: 'Bias audit', basis: 'effective-from', direction: 'after', repeats: true, owedBy: 'vendor' },
    obligation: { label: 'Have bias audited', owedBy: 'vendor', evidence: 'Signed audit report with counts, formulas and comparators' },
  }),
  define({
    path: 'bias.auditor',
    family,
    label: 'Auditor',
    help: 'Who makes the audit.',
    kind: 'code',
    choices: choicesOf({
      independent: 'an auditor who is independent of both parties',
      customer: 'the Customer, or whom it names',
      vendor: 'the Vendor',
    }),
    ...ladder('independent', 'independent', 'customer'),
    better: 'listed-first',
    effect: 'human judgement',
  }),
  define({
    path: 'bias.remedyDays',
    family,
    label: 'Remedy',
    help: 'Calendar days from a final breach of the limit until its cause is removed.',
    kind: 'days',
    minimum: '1',
    maximum: '365',
    ...ladder('30', '60', '90'),
    better: 'lower',
    effect: 'clock',
    clock: { label: 'Remedy of bias', basis: 'breach', direction: 'after', repeats: false, owedBy: 'vendor' },
    obligation: { label: 'Remove the cause of bias', owedBy: 'vendor', evidence: 'Plan, changed version and the statistic before and after' },
  }),
];
