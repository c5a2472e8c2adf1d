import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';
import { graceTerm, minimumSampleTerm, windowTerm } from './windows.js';

const family = 'latency';
const effect = 'objective';

/** Response time of successful events. */
export const latency: readonly TermDefinition[] = [
  define({
    path: 'latency.method',
    family,
    label: 'Method',
    help: 'Percentile: the percentile must not exceed the threshold. Attainment: at least a share of events must stay within it.',
    kind: 'code',
    choices: [
      { code: 'percentile', label: 'percentile' },
      { code: 'attainment', label: 'attainment' },
    ],
    initial: 'percentile',
    effect,
  }),
  define({
    path: 'latency.threshold',
    family,
    label: 'Threshold',
    help: 'Response time in whole milliseconds with at most three significant digits (250, 1200): there the measurement is exact.',
    kind: 'milliseconds',
    minimum: '1',
    maximum: '600000',
    initial: '300',
    effect,
  }),
  define({
    path: 'latency.percentile',
    family,
    label: 'Percentile',
    help: 'Share of successful events the percentile covers, by nearest rank. Needed for the percentile method.',
    kind: 'percent',
    minimum: '1',
    maximum: '99.99',
    required: false,
    initial: '95',
    effect,
  }),
  define({
    path: 'latency.attainment',
    family,
    label: 'Attainment',
    help: 'Share of successful events that must stay within the threshold. Needed for the attainment method.',
    kind: 'percent',
    minimum: '1',
    maximum: '100',
    required: false,
    initial: '99',
    effect,
  }),
  windowTerm(family),
  minimumSampleTerm(family, '1000', 'successful events with a response time'),
  graceTerm(family),
];
