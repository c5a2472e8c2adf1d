import type { EventRow } from '#libs/wire/event-row.js';
import { featureLimit, type Rejection, type RejectionCode } from '#libs/wire/events.js';
import type { UsedWords } from './admission.js';
import { placementOf, type VersionEntry, type Vocabulary } from './vocabulary.js';

/** The numbers an event is stored under. */
export interface Placement {
  readonly systemNumber: number;
  readonly version: VersionEntry;
  readonly slice: number | null;
  /** Stored position of each feature; null when the event has none. */
  readonly positions: Int32Array | null;
}

/** Where an event goes; undefined when the vocabulary lacks one of its words. */
export function placementIn(vocabulary: Vocabulary, row: EventRow): Placement | undefined {
  const systemNumber = vocabulary.systems.get(row.system);
  if (systemNumber === undefined) return undefined;
  const version = vocabulary.versionOf(systemNumber, row.version);
  if (version === undefined) return undefined;
  const positions = row.featureNames === null ? null : placementOf(version, row.featureNames);
  const slice = row.segments === null ? null : vocabulary.slices.get(row.segments);
  return positions === undefined || slice === undefined ? undefined : { systemNumber, version, slice, positions };
}

/** The words of those events for which the vocabulary lacks one. Events of unknown systems need nothing. */
export function unknownOf(vocabulary: Vocabulary, rows: readonly EventRow[]): UsedWords[] {
  return rows.flatMap((row) => {
    const systemNumber = vocabulary.systems.get(row.system);
    return systemNumber === undefined || placementIn(vocabulary, row) !== undefined ? [] : [{ ...row, systemNumber }];
  });
}

/** Why an event has no place, even after everything that may be registered was. */
export function refusalOf(vocabulary: Vocabulary, row: EventRow): Rejection {
  const systemNumber = vocabulary.systems.get(row.system);
  if (systemNumber === undefined) return refused(row, 'system', 'SYSTEM_UNKNOWN', `there is no system "${row.system}"`);
  const version = vocabulary.versionOf(systemNumber, row.version);
  if ((row.featureNames?.length ?? 0) > featureLimit) return refused(row, 'features', 'FEATURE_LIMIT', `an event has at most ${featureLimit} features`);
  if (version === undefined && row.segments !== null && !vocabulary.slices.has(row.segments)) return refused(row, 'segments', 'SEGMENT_CARDINALITY', noSliceLeft);
  if (version === undefined) return refused(row, 'version', 'VERSION_LIMIT', 'the system has 1,000 versions already');
  if (row.featureNames !== null && !placementOf(version, row.featureNames)) return refused(row, 'features', 'FEATURE_LIMIT', 'the version has 256 features already');
  return refused(row, 'segments', 'SEGMENT_CARDINALITY', noSliceLeft);
}

const noSliceLeft = 'the system has 10,000 combinations of segments already';

export function refused(row: { readonly line: number; readonly id: string }, field: string | null, code: RejectionCode, detail: string): Rejection {
  return { line: row.line, id: row.id, field, code, detail };
}
