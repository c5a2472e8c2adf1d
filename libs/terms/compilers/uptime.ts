import { availabilityMethods, emptyRules, type Method, type ObjectiveDefinition } from '#libs/wire/objectives.js';
import { codeOf, integerOf, textOf, tiersOf } from '../value-of.js';
import { type Context, windowOf } from './context.js';

/** Uptime compiles into one availability objective. */
export function compileUptime(context: Context): ObjectiveDefinition {
  const { terms, sourceOf } = context;
  return {
    key: 'uptime.availability',
    label: 'Availability',
    metric: 'availability',
    method: method(context),
    direction: 'at-least',
    target: textOf(terms, 'uptime.target'),
    unit: 'percent',
    window: windowOf(context, 'uptime'),
    minimumSample: integerOf(terms, 'uptime.minimumSample'),
    coverageFloor: null,
    maturityDays: 0,
    graceHours: integerOf(terms, 'uptime.graceHours'),
    tiers: [...tiersOf(terms, 'credits.uptimeTiers')],
    source: sourceOf('uptime.target'),
  };
}

function method({ terms }: Context): Method {
  const availability = codeOf(terms, 'uptime.method', availabilityMethods);
  if (availability === 'event-ratio') return { availability };
  const emptyRule = codeOf(terms, 'uptime.emptyRule', emptyRules);
  switch (availability) {
    case 'interval-average':
      return { availability, emptyRule, intervalMinutes: integerOf(terms, 'uptime.intervalMinutes') };
    case 'bad-minutes':
      return { availability, emptyRule, errorThreshold: textOf(terms, 'uptime.errorThreshold'), minimumRun: integerOf(terms, 'uptime.minimumRun') };
    case 'all-failed-minutes':
      return { availability, emptyRule };
  }
}
