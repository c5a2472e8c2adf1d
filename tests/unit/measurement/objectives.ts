import type { ObjectiveDefinition } from '#libs/wire/objectives.js';

const plain: ObjectiveDefinition = {
  key: 'uptime.availability',
  label: 'Availability',
  metric: 'availability',
  method: { availability: 'event-ratio' },
  direction: 'at-least',
  target: '99.5',
  unit: 'percent',
  window: { kind: 'calendar-month', zone: 'UTC' },
  minimumSample: 1,
  coverageFloor: null,
  maturityDays: 0,
  graceHours: 0,
  tiers: [],
  source: { clauseId: 'uptime', termPath: 'uptime.target', termHash: '0'.repeat(64) },
};

/** An objective like "availability of at least 99.5 % of events in a month", with the differences that a test is about. */
export function objective(differences: Partial<ObjectiveDefinition> = {}): ObjectiveDefinition {
  return { ...plain, ...differences };
}

export function latencyObjective(differences: Partial<ObjectiveDefinition> = {}): ObjectiveDefinition {
  return objective({ metric: 'latency-percentile', method: { percentile: '95' }, direction: 'at-most', target: '250', unit: 'milliseconds', ...differences });
}
