import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';
import { choicesOf, ladder } from './ladder.js';
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
    ...ladder('300', '500', '1000'),
    better: 'lower',
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
    ...ladder('95', '95', '90'),
    better: 'higher',
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
    ...ladder('99', '99', '95'),
    better: 'higher',
    effect,
  }),
  define({
    path: 'latency.measuringPoint',
    family,
    label: 'Measuring point',
    help: 'Where the response time that is sent with the event is taken. The product computes with what is sent.',
    kind: 'code',
    choices: choicesOf({ client: 'where the Customer sends the request and receives the answer', server: 'where the request enters and the answer leaves the Vendor’s network' }),
    required: false,
    ...ladder('client', 'server', 'server'),
    better: 'listed-first',
    rationale: 'The user waits for the network as well.',
    effect: 'human judgement',
  }),
  windowTerm(family),
  minimumSampleTerm(family, '1000', 'successful events with a response time'),
  graceTerm(family),
];
