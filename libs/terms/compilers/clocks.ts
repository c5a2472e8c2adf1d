import { longDate } from '#libs/wire/long-date.js';
import type { ClockDefinition, TermSource } from '#libs/wire/objectives.js';
import type { ClockRule, TermDefinition } from '#libs/wire/terms.js';
import { calendarOf } from '../calendars/holiday-calendars.js';
import { integerOf, textOf } from '../value-of.js';
import type { Context } from './context.js';

/** The term that names the holiday calendar of all working days. */
export const holidaysPath = 'definitions.holidays';

const units: Partial<Readonly<Record<TermDefinition['kind'], ClockDefinition['unit']>>> = {
  days: 'days',
  workingDays: 'working-days',
  months: 'months',
  hours: 'hours',
  minutes: 'minutes',
  date: 'date',
};

const unitWords = { days: 'calendar day', 'working-days': 'working day', months: 'month', hours: 'hour', minutes: 'minute' } as const;

const basisWords: Readonly<Record<ClockRule['basis'], string>> = {
  'effective-from': 'the first day of the agreement',
  'effective-until': 'the last day of the agreement',
  'window-end': 'the end of the window',
  notice: 'the notice',
  request: 'the request',
  breach: 'the breach',
  incident: 'the incident',
  'model-change': 'the model change',
  termination: 'the termination',
  'retrieval-end': 'the end of the retrieval period',
  invoice: 'the invoice',
  date: 'the date',
};

/** The deadlines of terms that are clocks and have a value; the kind of the term is the unit of the clock. */
export function compileClocks(definitions: readonly TermDefinition[], context: Context): ClockDefinition[] {
  return definitions.flatMap((definition) => {
    const unit = units[definition.kind];
    if (definition.clock === null || unit === undefined || context.terms[definition.path] === undefined) return [];
    return [compileClock(definition, definition.clock, unit, context)];
  });
}

function compileClock({ path }: TermDefinition, rule: ClockRule, unit: ClockDefinition['unit'], { terms, draft, sourceOf }: Context): ClockDefinition {
  const date = unit === 'date' ? textOf(terms, path) : null;
  const length = unit === 'date' ? null : integerOf(terms, path);
  const named = terms[holidaysPath];
  const calendar = unit === 'working-days' && typeof named === 'string' && calendarOf(named) !== undefined ? named : null;
  const { label, basis, direction, repeats, owedBy } = rule;
  const words = date === null ? spanWords(length ?? 0, unit, calendar, rule) : `on ${longDate(date)}`;
  return { key: path, label, kind: 'deadline', rule: words, basis, direction, length, unit, date, repeats, owedBy, zone: draft.zone, calendar, source: sourceOf(path) };
}

/** "10 working days after the notice, on the calendar …"; "every 6 months from the first day of the agreement on". */
function spanWords(length: number, unit: ClockDefinition['unit'], calendar: string | null, { basis, direction, repeats }: ClockRule): string {
  const name = unit in unitWords ? unitWords[unit as keyof typeof unitWords] : unit;
  const span = `${length} ${name}${length === 1 ? '' : 's'}`;
  const counted = unit === 'working-days' ? `, ${calendar === null ? 'Monday to Friday' : `without ${calendarOf(calendar)?.label ?? calendar}`}` : '';
  return repeats ? `every ${span} from ${basisWords[basis]} on${counted}` : `${span} ${direction} ${basisWords[basis]}${counted}`;
}

/** The end of the agreement itself, when one is agreed. Its source is the opening, which prints the date. */
export function compileTermEnd({ effectiveUntil, zone }: Context['draft'], source: TermSource): ClockDefinition[] {
  if (effectiveUntil === null) return [];
  return [
    {
      key: 'agreement.term-end',
      label: 'End of the agreement',
      kind: 'term-end',
      rule: 'at the end of the last day of the agreement',
      basis: 'effective-until',
      direction: 'after',
      length: 0,
      unit: 'days',
      date: null,
      repeats: false,
      owedBy: 'vendor',
      zone,
      calendar: null,
      source,
    },
  ];
}
