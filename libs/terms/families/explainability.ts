import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';
import { choicesOf, ladder } from './ladder.js';
import { graceTerm, minimumSampleTerm, windowTerm } from './windows.js';

const family = 'explainability';

/** Reasons with every score, how they are made, and explanations on request. */
export const explainability: readonly TermDefinition[] = [
  define({
    path: 'explainability.reasons',
    family,
    label: 'Reasons with a score',
    help: 'The fewest reasons that an event must carry to count as explained.',
    kind: 'count',
    minimum: '1',
    maximum: '32',
    ...ladder('5', '3', '1'),
    better: 'higher',
    effect: 'objective',
  }),
  define({
    path: 'explainability.coverage',
    family,
    label: 'Explained events',
    help: 'The least share of successful events that carry that many reasons.',
    kind: 'percent',
    minimum: '1',
    maximum: '100',
    ...ladder('100', '99', '95'),
    better: 'higher',
    rationale: 'A score that cannot be explained to the person who works with it is not used, or is believed blindly.',
    effect: 'objective',
  }),
  windowTerm(family),
  minimumSampleTerm(family, '1000', 'successful events'),
  graceTerm(family),
  define({
    path: 'explainability.method',
    family,
    label: 'Disclosure of the method',
    help: 'What the vendor says about the way in which reasons are found.',
    kind: 'code',
    choices: choicesOf({
      'named-per-version': 'the name, the parameters and the known limits of the method, for every version of a model',
      named: 'the name and the known limits of the method',
      none: 'nothing, as a trade secret',
    }),
    ...ladder('named-per-version', 'named', 'named'),
    better: 'listed-first',
    rationale: 'Reasons by an unnamed method cannot be checked, and may be invented after the fact.',
    effect: 'obligation',
    obligation: { label: 'Disclose how reasons are found', owedBy: 'vendor', evidence: 'Description of the method by version' },
  }),
  define({
    path: 'explainability.requestDays',
    family,
    label: 'Explanation on request',
    help: 'Calendar days within which a single decision is explained in plain words.',
    kind: 'days',
    minimum: '1',
    maximum: '90',
    ...ladder('10', '30', '30'),
    better: 'lower',
    rationale: 'Colorado gives thirty days for an adverse outcome (C.R.S. 6-1-1704(3), from 2027); we need time to pass it on.',
    effect: 'clock',
    clock: { label: 'Explain a decision', basis: 'request', direction: 'after', repeats: false, owedBy: 'vendor' },
  }),
];
