import type { CreditTier, TermDefinition, TermValues } from '#libs/wire/terms.js';

/**
 * A term as it prints, in its unit: "99.5 %", "250 milliseconds", "30 days", "1,200.00 EUR", the label of a code, or the
 * steps of a credit. A term without a value prints its label in brackets.
 */
export function formatTerm(definition: TermDefinition, terms: TermValues): string {
  const value = terms[definition.path];
  if (value === undefined || value === '') return `[${definition.label}]`;
  if (typeof value !== 'string') return value.map((tier) => step(tier, definition.path, terms)).join('; ');
  switch (definition.kind) {
    case 'percent':
      return `${grouped(value)} %`;
    case 'money':
    case 'count':
      return grouped(value);
    case 'days':
    case 'hours':
    case 'minutes':
    case 'milliseconds':
      return `${grouped(value)} ${value === '1' ? definition.kind.slice(0, -1) : definition.kind}`;
    case 'code':
      return definition.choices.find(({ code }) => code === value)?.label ?? value;
    case 'tiers':
      return value;
  }
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
