import { Document } from 'yaml';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';

/** The version whose objectives are written; dates are in its zone. */
export interface OpenSloInput {
  readonly agreementId: string;
  readonly title: string;
  readonly number: number;
  readonly digest: string;
  readonly vendorName: string;
  readonly effectiveFrom: string;
  readonly systems: readonly { readonly name: string; readonly slug: string }[];
  readonly objectives: readonly ObjectiveDefinition[];
}

/**
 * The objectives of a version as OpenSLO v1: for each system a Service, and an SLI and an SLO for each objective. Windows are
 * calendar windows in the agreement's zone. What OpenSLO has no field for stands in `metadata.annotations`, whose values are
 * short codes; an objective that is no share of good events or time is named in its Service's annotations instead of being bent.
 */
export function openSlo(input: OpenSloInput): string {
  const documents = input.systems.flatMap((system) => {
    const said = input.objectives.filter(isShare);
    return [service(system, input), ...said.flatMap((objective) => [indicator(system.slug, objective), slo(system.slug, objective, input)])];
  });
  return documents.map((content) => `---\n${new Document(content).toString({ lineWidth: 0 })}`).join('');
}

/** A share of good events or minutes, or a response time that a share of the events has to keep. */
const isShare = ({ unit, metric }: ObjectiveDefinition) => unit === 'percent' || metric === 'latency-percentile';

const prefix = 'fineprint.example';

function service({ name, slug }: OpenSloInput['systems'][number], { agreementId, title, number, digest, vendorName, objectives }: OpenSloInput) {
  const unsaid = objectives.filter((objective) => !isShare(objective));
  return {
    apiVersion: 'openslo/v1',
    kind: 'Service',
    metadata: {
      name: nameOf(slug),
      displayName: name,
      annotations: annotations({ agreement: agreementId, version: String(number), ...Object.fromEntries(unsaid.map(({ key, metric }) => [`not-expressed.${key}`, metric])) }),
    },
    spec: { description: `${name} of ${vendorName}, under "${title}", version ${number}, SHA-256 ${digest}`.slice(0, 1050) },
  };
}

function indicator(slug: string, { key, label, metric }: ObjectiveDefinition) {
  const metricSource = (what: string) => ({ metricSource: { type: 'fineprint', spec: { system: slug, objective: key, metric: what } } });
  const spec =
    metric === 'latency-percentile' || metric === 'latency-attainment'
      ? { thresholdMetric: metricSource('response-time-milliseconds') }
      : { ratioMetric: { counter: false, rawType: 'success', raw: metricSource(metric) } };
  return { apiVersion: 'openslo/v1', kind: 'SLI', metadata: { name: nameOf(slug, key), displayName: label }, spec };
}

function slo(slug: string, objective: ObjectiveDefinition, { effectiveFrom }: OpenSloInput) {
  const { key, label, window, minimumSample, graceHours, maturityDays, coverageFloor, method, source } = objective;
  const rest = { 'minimum-sample': String(minimumSample), 'grace-hours': String(graceHours), 'maturity-days': String(maturityDays), ...(coverageFloor === null ? {} : { 'coverage-floor-percent': coverageFloor }) };
  const methods = Object.fromEntries(Object.entries(method).map(([name, value]) => [`method.${name}`, String(value)]));
  return {
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: { name: nameOf(slug, key), displayName: label, annotations: annotations({ ...rest, ...methods, clause: source.clauseId, term: source.termPath }) },
    spec: {
      description: label,
      service: nameOf(slug),
      indicatorRef: nameOf(slug, key),
      timeWindow: [{ duration: window.kind === 'calendar-month' ? '1M' : '1Q', isRolling: false, calendar: { startTime: `${windowStart(effectiveFrom, window.kind)} 00:00:00`, timeZone: window.zone } }],
      budgetingMethod: 'Occurrences',
      objectives: [promise(objective)],
    },
  };
}

/** A percentile that may not be exceeded is the share of events that has to stay within it. */
function promise({ label, metric, method, target, direction }: ObjectiveDefinition) {
  if (metric === 'latency-percentile') return { displayName: label, op: 'lte', value: Number(target), target: share(method.percentile ?? '0') };
  if (metric === 'latency-attainment') return { displayName: label, op: 'lte', value: method.thresholdMilliseconds ?? 0, target: share(target) };
  return { displayName: label, target: direction === 'at-least' ? share(target) : Number((1 - share(target)).toFixed(8)) };
}

const share = (percent: string) => Number((Number(percent) / 100).toFixed(8));

function windowStart(date: string, kind: ObjectiveDefinition['window']['kind']): string {
  const [year = '', month = ''] = date.split('-');
  const first = kind === 'calendar-month' ? Number(month) : Number(month) - ((Number(month) - 1) % 3);
  return `${year}-${String(first).padStart(2, '0')}-01`;
}

const annotations = (values: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}/${name}`, value]));

/** A name as OpenSLO takes it: small letters, digits and hyphens, at most 63. */
function nameOf(...parts: readonly string[]): string {
  const kebab = (text: string) => text.replaceAll(/([a-z])([A-Z])/g, '$1-$2').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const [slug = '', ...rest] = parts.map(kebab);
  const tail = rest.map((part) => `-${part}`).join('').slice(0, 40);
  return `${slug.slice(0, 63 - tail.length)}${tail}`.replaceAll(/^-+|-+$/g, '');
}
