import type { EventRow } from '#libs/wire/event-row.js';
import type { Rejection, RejectionCode } from '#libs/wire/events.js';
import { identityOf } from './event-identity.js';
import { newUnknown, placementOf, type Unknown, type VersionEntry, type Vocabulary } from './vocabulary.js';

/** An event with the numbers it is stored under. */
export interface PlacedEvent {
  readonly row: EventRow;
  readonly uuid: string;
  readonly key: string | null;
  readonly systemNumber: number;
  readonly version: VersionEntry;
  readonly slice: number | null;
  /** Stored position of each feature; null when the event has none. */
  readonly positions: Int32Array | null;
}

export interface Placement {
  readonly placed: readonly PlacedEvent[];
  readonly rejections: readonly Rejection[];
}

/** What the vocabulary lacks for these events, or undefined when it has everything. Events of unknown systems need nothing. */
export function unknownOf(vocabulary: Vocabulary, rows: readonly EventRow[]): Unknown | undefined {
  const unknown = newUnknown();
  for (const row of rows) {
    const systemNumber = vocabulary.systems.get(row.system);
    if (systemNumber === undefined) continue;
    if (row.segments !== null && !vocabulary.slices.has(row.segments)) unknown.segments.add(row.segments);
    const version = vocabulary.versionOf(systemNumber, row.version);
    if (version && (row.featureNames === null || placementOf(version, row.featureNames))) continue;
    const labels = unknown.versions.get(systemNumber) ?? new Map<string, Set<string>>();
    const names = labels.get(row.version) ?? new Set<string>();
    for (const name of row.featureNames ?? []) names.add(name);
    unknown.versions.set(systemNumber, labels.set(row.version, names));
  }
  return unknown.versions.size > 0 || unknown.segments.size > 0 ? unknown : undefined;
}

/** Puts the numbers to the events; what is still unknown after registering is refused. */
export function placeEvents(vocabulary: Vocabulary, rows: readonly EventRow[]): Placement {
  const placed: PlacedEvent[] = [];
  const rejections: Rejection[] = [];
  for (const row of rows) {
    const systemNumber = vocabulary.systems.get(row.system);
    const version = systemNumber === undefined ? undefined : vocabulary.versionOf(systemNumber, row.version);
    const slice = row.segments === null ? null : vocabulary.slices.get(row.segments);
    const positions = row.featureNames === null ? null : version && placementOf(version, row.featureNames);
    if (systemNumber === undefined) rejections.push(refused(row, 'system', 'SYSTEM_UNKNOWN', `there is no system "${row.system}"`));
    else if (version === undefined) rejections.push(refused(row, 'version', 'VERSION_LIMIT', 'the system has 1,000 versions already'));
    else if (positions === undefined) rejections.push(refused(row, 'features', 'FEATURE_LIMIT', 'the version has 256 features already'));
    else if (slice === undefined) rejections.push(refused(row, 'segments', 'SEGMENT_CARDINALITY', 'there are 10,000 combinations of segments already'));
    else placed.push({ row, ...identityOf(row.system, row.id), systemNumber, version, slice, positions });
  }
  return { placed, rejections };
}

export function refused(row: { readonly line: number; readonly id: string }, field: string | null, code: RejectionCode, detail: string): Rejection {
  return { line: row.line, id: row.id, field, code, detail };
}
