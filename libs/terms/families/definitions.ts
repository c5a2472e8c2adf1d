import type { TermDefinition } from '#libs/wire/terms.js';
import { holidayCalendars } from '../calendars/holiday-calendars.js';
import { define } from './define.js';
import { ladder } from './ladder.js';

const family = 'definitions';

/** What the words of the agreement mean where a meaning is negotiated: purpose, material changes, working time. */
export const definitions: readonly TermDefinition[] = [
  define({
    path: 'definitions.intendedPurpose',
    family,
    label: 'Intended purpose',
    help: 'What the systems are for, and who uses them. The use you make of them is compared with this sentence.',
    kind: 'text',
    minimum: '20',
    maximum: '600',
    rationale: 'A purpose that names the use and its users shows when a system is used for something it was never tested on. "General business use" shows nothing.',
    effect: 'check',
  }),
  define({
    path: 'definitions.substantialModification',
    family,
    label: 'Substantial modification',
    help: 'Changes to a model that count as substantial: they need notice, and a new test.',
    kind: 'set',
    choices: [
      { code: 'training-data', label: 'its training data' },
      { code: 'architecture', label: 'its architecture or algorithm' },
      { code: 'features', label: 'the features that it reads' },
      { code: 'decision-threshold', label: 'its decision threshold' },
      { code: 'upstream-model', label: 'a model of a third party that it builds on' },
    ],
    ...ladder(['training-data', 'architecture', 'features', 'decision-threshold', 'upstream-model'], ['training-data', 'architecture', 'decision-threshold', 'upstream-model'], ['architecture', 'upstream-model']),
    better: 'more',
    rationale: 'A moved decision threshold changes who is called without any change to the model. Leave when the vendor alone decides what is substantial.',
    effect: 'check',
  }),
  define({
    path: 'definitions.businessHours',
    family,
    label: 'Business hours',
    help: 'Hours of a working day in the time zone of the agreement. Periods counted in business hours stand still outside them.',
    kind: 'code',
    choices: [
      { code: 'around-the-clock', label: '00:00 to 24:00' },
      { code: 'seven-to-twenty', label: '07:00 to 20:00' },
      { code: 'eight-to-eighteen', label: '08:00 to 18:00' },
      { code: 'nine-to-seventeen', label: '09:00 to 17:00' },
    ],
    ...ladder('eight-to-eighteen', 'eight-to-eighteen', 'nine-to-seventeen'),
    better: 'listed-first',
    rationale: 'Every promise in hours depends on when the hours are counted.',
    effect: 'check',
  }),
  define({
    path: 'definitions.holidays',
    family,
    label: 'Holiday calendar',
    help: 'Days that are not working days although they fall on Monday to Friday. All periods in working days are counted on this calendar.',
    kind: 'code',
    choices: Object.entries(holidayCalendars).map(([code, { label }]) => ({ code, label })),
    initial: 'target',
    rationale: 'Which calendar is chosen matters less than that one is: without it nobody can say when ten working days have passed.',
    effect: 'check',
  }),
];
