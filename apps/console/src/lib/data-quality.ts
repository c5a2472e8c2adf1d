import { rejectionCodes } from '#libs/wire/events.js';
import type { DataQuality, Finding, QualityFinding, QualitySource, QualityTotals } from '#libs/wire/data-quality.js';
import type { Query } from './api.ts';
import { instantOf } from './report-query.ts';

const dayMilliseconds = 86_400_000;

/** What was found, and what became of it or how to mend it. */
export interface FindingWords {
  readonly name: string;
  readonly meaning: string;
}

const words: Readonly<Record<Finding, FindingWords>> = {
  NOT_JSON: { name: 'Not JSON', meaning: 'The line could not be read as JSON. It was not taken.' },
  NOT_AN_OBJECT: { name: 'Not an object', meaning: 'JSON, but no object with fields. It was not taken.' },
  LINE_TOO_LONG: { name: 'Line too long', meaning: 'Longer than an event may be. It was not taken.' },
  FIELD_MISSING: { name: 'Field missing', meaning: 'A field that every item needs is not there. It was not taken.' },
  FIELD_UNKNOWN: { name: 'Field not known', meaning: 'A field that no item has; often a misspelt name. It was not taken.' },
  FIELD_REPEATED: { name: 'Field given twice', meaning: 'Which of the two values is meant cannot be told. It was not taken.' },
  FIELD_TYPE: { name: 'Wrong type', meaning: 'A field holds another type of value than it should. It was not taken.' },
  FIELD_RANGE: { name: 'Out of range', meaning: 'A value that the field does not allow, or not finite. It was not taken.' },
  TIME_INVALID: { name: 'Not a time', meaning: 'The time is none, or has no zone. It was not taken.' },
  TIME_FUTURE: { name: 'Far in the future', meaning: 'The time lies further ahead than a clock can be wrong. It was not taken.' },
  SYSTEM_UNKNOWN: { name: 'System not known', meaning: 'There is no system with this short name, or the key may not send to it. It was not taken.' },
  CONTENT_CONFLICT: { name: 'Same id, other content', meaning: 'The id was sent before with other content. What came first stays.' },
  EVENT_UNKNOWN: { name: 'Event not known', meaning: 'An outcome for an event that never came. It was not taken.' },
  FEATURE_LIMIT: { name: 'Too many features', meaning: 'More features than a version may have. It was not taken.' },
  VERSION_LIMIT: { name: 'Too many versions', meaning: 'More model versions than a system may have. It was not taken.' },
  duplicate: { name: 'Sent again', meaning: 'The same item as before; it is counted once.' },
  'clock-ahead': { name: 'Clock ahead', meaning: 'The time lies after its arrival: the sender’s clock is ahead.' },
  'late-arrival': { name: 'Late', meaning: 'It came more than a day after its time. Windows that it belongs to are measured again.' },
  'unannounced-version': { name: 'Version not announced', meaning: 'The vendor did not tell of this model version. Its events are taken, and it is marked.' },
  'slice-overflow': { name: 'Too many slices', meaning: 'A combination beyond the limit is counted as “other”.' },
  'slice-undeclared-value': { name: 'Value not declared', meaning: 'A value that its attribute does not list is counted as “other”.' },
  'slice-undeclared-attribute': { name: 'Attribute not declared', meaning: 'An attribute that the system does not declare is left out of slices.' },
  'category-overflow': { name: 'Too many categories', meaning: 'A label beyond the limit of its feature is counted as “other”.' },
  'feature-not-finite': { name: 'Feature not finite', meaning: 'A feature is NaN or infinite; it is kept as missing.' },
  'feature-missing': { name: 'Feature missing', meaning: 'A feature that the version announced has no value in the event.' },
  'user-overflow': { name: 'Too many users', meaning: 'A user beyond the limit is not told apart; the event is taken.' },
  'outcome-pending': { name: 'Outcome waits for its event', meaning: 'The event has not come yet. The outcome is kept for a while and applied when it does.' },
  'outcome-expired': { name: 'Outcome without an event', meaning: 'The event did not come in time. The outcome was given up.' },
  'outcome-restated': { name: 'Outcome changed', meaning: 'It contradicts an earlier outcome. The later one counts, both are kept.' },
};

export function findingWords(finding: Finding): FindingWords {
  return words[finding];
}

const rejected: ReadonlySet<string> = new Set(rejectionCodes);

/** Whether what was found kept the item out. */
export function isRejection(finding: Finding): boolean {
  return rejected.has(finding);
}

/** Who sent, in words; a name that is gone leaves the identity. */
export function sourceText({ kind, id, name }: QualitySource): string {
  if (kind === 'system') return name ?? 'Fineprint';
  const what = kind === 'api-key' ? 'key' : 'person';
  return name === null ? `${what} ${id} (removed)` : `${name} (${what})`;
}

/** A row for each, told apart by source and kind of item. */
export function identified<Row extends QualityTotals | QualityFinding>(rows: readonly Row[]): readonly (Row & { readonly id: string })[] {
  return rows.map((row) => ({ ...row, id: [row.source.kind, row.source.id, row.kind, 'finding' in row ? row.finding : ''].join(' ') }));
}

/** All sources of one kind of item together, or undefined when nothing was sent. */
export function sumOf(totals: DataQuality['totals'], kind: QualityTotals['kind']): Pick<QualityTotals, 'sent' | 'accepted' | 'duplicate' | 'rejected'> | undefined {
  const rows = totals.filter((row) => row.kind === kind);
  const sum = (count: (row: QualityTotals) => number) => rows.reduce((total, row) => total + count(row), 0);
  return rows.length === 0 ? undefined : { sent: sum(({ sent }) => sent), accepted: sum(({ accepted }) => accepted), duplicate: sum(({ duplicate }) => duplicate), rejected: sum((row) => row.rejected) };
}

/** The days that the page asks for: those of the address, or the last `days`, today included, in UTC. */
export function qualityQueryOf(url: URL, now: number): Query {
  const dayOf = (name: string) => {
    const text = url.searchParams.get(name);
    return text ? instantOf(text).slice(0, 10) : undefined;
  };
  const days = Number(url.searchParams.get('days') ?? '');
  const today = new Date(now).toISOString().slice(0, 10);
  const isPreset = Number.isInteger(days) && days > 0 && days < 10_000;
  return isPreset ? { from: new Date(Date.parse(today) - (days - 1) * dayMilliseconds).toISOString().slice(0, 10), to: today } : { from: dayOf('from'), to: dayOf('to') };
}
