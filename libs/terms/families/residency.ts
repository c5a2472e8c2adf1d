import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';
import { ladder } from './ladder.js';

const family = 'residency';

const regions = (path: string, label: string, help: string): TermDefinition =>
  define({
    path,
    family,
    label,
    help: `${help} Two capital letters of ISO 3166 for a country; EU, EEA, or ADEQUATE for countries with an adequacy decision.`,
    kind: 'regions',
    ...ladder(['EU'], ['ADEQUATE', 'EU'], ['ADEQUATE', 'EU']),
    better: 'fewer',
    rationale: 'Leave when regions stay unspecified.',
    effect: 'check',
  });

/** Where data is, who may pull it elsewhere, and on which legal ground. */
export const residency: readonly TermDefinition[] = [
  regions('residency.storage', 'Storage', 'Where data is stored, backups included.'),
  regions('residency.processing', 'Processing', 'Where models run and are trained.'),
  regions('residency.support', 'Support access', 'From where people may look at data: remote access is a transfer too.'),
  define({
    path: 'residency.changeNotice',
    family,
    label: 'Notice of a new region',
    help: 'Days ahead that the vendor tells you of a change of regions.',
    kind: 'days',
    minimum: '1',
    maximum: '365',
    ...ladder('90', '60', '30'),
    better: 'higher',
    effect: 'clock',
    clock: { label: 'Earliest change of regions', basis: 'notice', direction: 'after', repeats: false, owedBy: 'vendor' },
  }),
  define({
    path: 'residency.transferGrounds',
    family,
    label: 'Grounds for transfers',
    help: 'On which legal grounds personal data may leave the European Economic Area.',
    kind: 'set',
    choices: [
      { code: 'adequacy', label: 'an adequacy decision' },
      { code: 'standard-clauses', label: 'the standard contractual clauses of the European Commission' },
      { code: 'corporate-rules', label: 'approved binding corporate rules' },
    ],
    ...ladder(['adequacy'], ['adequacy', 'standard-clauses'], ['adequacy', 'standard-clauses', 'corporate-rules']),
    better: 'fewer',
    effect: 'check',
  }),
  define({
    path: 'residency.assessmentMonths',
    family,
    label: 'Assessment of transfers',
    help: 'Months between two assessments of the law and practice of each country that data goes to.',
    kind: 'months',
    minimum: '1',
    maximum: '36',
    ...ladder('12', '24', '24'),
    better: 'lower',
    effect: 'clock',
    clock: { label: 'Assessment of transfers due', basis: 'effective-from', direction: 'after', repeats: true, owedBy: 'vendor' },
    obligation: { label: 'Assessment of transfers', owedBy: 'vendor', evidence: 'The assessment by country, or a statement that nothing is transferred' },
  }),
  define({
    path: 'residency.accessDemandDays',
    family,
    label: 'Notice of demands by authorities',
    help: 'Working days within which the vendor tells you that an authority demands your data, unless it is forbidden to.',
    kind: 'workingDays',
    minimum: '0',
    maximum: '30',
    ...ladder('2', '5', '10'),
    better: 'lower',
    effect: 'clock',
    clock: { label: 'Notice of a demand by an authority', basis: 'request', direction: 'after', repeats: false, owedBy: 'vendor' },
  }),
];
