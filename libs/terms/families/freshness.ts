import type { TermDefinition } from '#libs/wire/terms.js';
import { define } from './define.js';
import { ladder } from './ladder.js';
import { graceTerm, minimumSampleTerm, windowTerm } from './windows.js';

const family = 'freshness';
const effect = 'objective';

/** How long the stream of answers may be silent. */
export const freshness: readonly TermDefinition[] = [
  define({
    path: 'freshness.maximumGap',
    family,
    label: 'Longest silence',
    help: 'Minutes without a single event that are still no silence.',
    kind: 'minutes',
    minimum: '1',
    maximum: '44640',
    ...ladder('60', '120', '240'),
    better: 'lower',
    effect,
  }),
  define({
    path: 'freshness.target',
    family,
    label: 'Target',
    help: 'The least share of the minutes of the window that lie in no silence.',
    kind: 'percent',
    minimum: '50',
    maximum: '100',
    ...ladder('99', '98', '95'),
    better: 'higher',
    rationale: 'A stream that stops fails no request: availability does not see it.',
    effect,
  }),
  windowTerm(family),
  minimumSampleTerm(family, '1000', 'events'),
  graceTerm(family),
];
