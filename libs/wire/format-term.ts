import { type CreditTier, isMembers, isTiers, type PartyDetails, type TermDefinition, type TermValues } from './terms.js';
import { longDate } from './long-date.js';

/**
 * A term as it prints, in its unit: "99.5 %", "250 milliseconds", "30 days", "1,200.00 EUR", the label of a code, the
 * members of a set, a party in one line, or the steps of a credit. A term without a value prints its label in brackets.
 */
export function formatTerm(definition: TermDefinition, terms: TermValues): string {
  const value = terms[definition.path];
  if (value === undefined || value === '') return `[${definition.label}]`;
  if (typeof value === 'string') return formatText(definition, value);
  if (isTiers(value)) return value.map((tier) => step(tier, definition.path, terms)).join('; ');
  if (isMembers(value)) return joined(value.map((code) => labelOf(definition, code)));
  return partyLine(value);
}

function formatText(definition: TermDefinition, value: string): string {
  const { kind } = definition;
  switch (kind) {
    case 'percent':
      return `${grouped(value)} %`;
    case 'money':
    case 'count':
    case 'ratio':
      return grouped(value);
    case 'days':
    case 'workingDays':
    case 'months':
    case 'hours':
    case 'minutes':
    case 'milliseconds':
      return `${grouped(value)} ${value === '1' ? unitNames[kind].slice(0, -1) : unitNames[kind]}`;
    case 'date':
      return longDate(value);
    case 'code':
      return labelOf(definition, value);
    default:
      return value;
  }
}

const unitNames = { days: 'days', workingDays: 'working days', months: 'months', hours: 'hours', minutes: 'minutes', milliseconds: 'milliseconds' } as const;

function labelOf({ kind, choices }: TermDefinition, code: string): string {
  return choices.find((choice) => choice.code === code)?.label ?? (kind === 'regions' ? regionName(code) : code);
}

/** "DE" becomes "Germany"; groups of countries have names of their own. */
function regionName(code: string): string {
  if (code === 'EEA') return 'the European Economic Area';
  if (code === 'EU') return 'the European Union';
  if (code === 'ADEQUATE') return 'countries with an adequacy decision of the European Commission';
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }).of(code) ?? code;
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function partyLine({ name, registration, address, signatory, authority }: PartyDetails): string {
  return `${name}, ${registration}, ${address}, represented by ${signatory}${authority === '' ? '' : ` (${authority})`}`;
}

/** One step of a credit: "10 % below 99.5 %", "25 % at or below 99 %", "5 % above 300 milliseconds". */
function step({ bound, inclusive, percent }: CreditTier, path: string, terms: TermValues): string {
  const isCeiling = path === 'credits.latencyTiers' && terms['latency.method'] !== 'attainment';
  const worse = isCeiling ? 'above' : 'below';
  const unit = isCeiling ? `millisecond${bound === '1' ? '' : 's'}` : '%';
  return `${grouped(percent)} % ${inclusive ? 'at or ' : ''}${worse} ${grouped(bound)} ${unit}`;
}

/** Groups the integer digits of a number in threes: "1200.00 EUR" becomes "1,200.00 EUR". */
export function grouped(text: string): string {
  const [integer = '', ...rest] = text.split('.');
  return [integer.replaceAll(/\B(?=(?:\d{3})+(?!\d))/g, ','), ...rest].join('.');
}
