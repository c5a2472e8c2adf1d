import type { TermDefinition, TermValues } from '#libs/wire/terms.js';

const conditions: Readonly<Record<string, (terms: TermValues) => boolean>> = {
  'uptime.intervalMinutes': (terms) => terms['uptime.method'] === 'interval-average',
  'uptime.errorThreshold': (terms) => terms['uptime.method'] === 'bad-minutes',
  'uptime.minimumRun': (terms) => terms['uptime.method'] === 'bad-minutes',
  'uptime.emptyRule': (terms) => terms['uptime.method'] !== undefined && terms['uptime.method'] !== 'event-ratio',
  'latency.percentile': (terms) => terms['latency.method'] === 'percentile',
  'latency.attainment': (terms) => terms['latency.method'] === 'attainment',
  'credits.claimDays': (terms) => terms['credits.claimRule'] === 'days-after-window',
};

/** Whether the term has an effect under the methods chosen; one that has none neither prints nor compiles. */
export function isApplicable(path: string, terms: TermValues): boolean {
  return conditions[path]?.(terms) ?? true;
}

/** Whether a draft without this term is incomplete. */
export function isNeeded({ path, required }: TermDefinition, terms: TermValues): boolean {
  const condition = conditions[path];
  return condition === undefined ? required : condition(terms);
}
