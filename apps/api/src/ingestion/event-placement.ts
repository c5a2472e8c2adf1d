import type { EventRow, Refusal } from '#libs/wire/event-row.js';
import { featureLimit, type RejectionCode } from '#libs/wire/events.js';
import type { UsedWords } from './admission.js';
import { storedFeatures, wrongKindOf, type WrongKind } from './feature-values.js';
import { placesOf, sliceOf, userNumberOf, type SliceEntry, type VersionEntry, type Vocabulary } from './vocabulary.js';

/** The numbers an event is stored under. */
export interface Placement {
  readonly systemNumber: number;
  readonly version: VersionEntry;
  /** Number of the combination of segments; null for none. */
  readonly slice: number | null;
  /** What became of the segments; null when the event has none. */
  readonly segments: SliceEntry | null;
  /** Number among the system's users, from 1 on; null for none and for one beyond the limit. */
  readonly user: number | null;
  /** Stored position and value of each feature, side by side; `version.kinds` says at a position whether it is a code. Null when the event has none. */
  readonly positions: Int32Array | null;
  readonly values: readonly number[] | null;
  /** Labels that were counted as "other". */
  readonly categoryOverflow: number;
}

/** Where an event goes, or why it goes nowhere; undefined when the vocabulary lacks one of its words. */
export function placementIn(vocabulary: Vocabulary, row: EventRow): Placement | Refusal | undefined {
  const systemNumber = vocabulary.systems.get(row.system);
  if (systemNumber === undefined) return undefined;
  const version = vocabulary.versionOf(systemNumber, row.version);
  if (version === undefined) return undefined;
  const segments = row.segments === null ? null : sliceOf(vocabulary, systemNumber, row.segments);
  const user = row.user === null ? null : userNumberOf(vocabulary, systemNumber, row.user);
  let positions: Int32Array | null = null;
  let values = row.featureValues;
  let categoryOverflow = 0;
  if (row.featureNames !== null) {
    const places = placesOf(version, row.featureNames);
    if (places === undefined) return undefined;
    positions = places.positions;
    if (row.featureLabels !== null || !places.isNumeric) {
      const features = storedFeatures(row, version, places);
      if (features === undefined) return undefined;
      if ('expected' in features) return refusedKind(row, features);
      values = features.values;
      categoryOverflow = features.overflow;
    }
  }
  if (segments === undefined || user === undefined) return undefined;
  return { systemNumber, version, slice: segments === null ? null : segments.number, segments, user, positions, values, categoryOverflow };
}

/** The words of those events for which the vocabulary lacks one. Events of unknown systems need nothing. */
export function unknownOf(vocabulary: Vocabulary, rows: readonly EventRow[]): UsedWords[] {
  return rows.flatMap((row) => {
    const systemNumber = vocabulary.systems.get(row.system);
    return systemNumber === undefined || placementIn(vocabulary, row) !== undefined ? [] : [{ ...row, systemNumber }];
  });
}

/** Why an event has no place, even after everything that may be registered was. */
export function refusalOf(vocabulary: Vocabulary, row: EventRow): Refusal {
  const systemNumber = vocabulary.systems.get(row.system);
  if (systemNumber === undefined) return refused(row, 'system', 'SYSTEM_UNKNOWN', `there is no system "${row.system}"`);
  const version = vocabulary.versionOf(systemNumber, row.version);
  if ((row.featureNames?.length ?? 0) > featureLimit) return refused(row, 'features', 'FEATURE_LIMIT', `an event has at most ${featureLimit} features`);
  if (version === undefined) return refused(row, 'version', 'VERSION_LIMIT', 'the system has 1,000 versions already');
  const wrongKind = wrongKindOf(row, (name) => version.kinds[version.positionOf.get(name) ?? -1]);
  if (wrongKind) return refusedKind(row, wrongKind);
  return refused(row, 'features', 'FEATURE_LIMIT', 'the version has 256 features already');
}

function refusedKind(row: EventRow, { feature, expected }: WrongKind): Refusal {
  const detail = `${feature} is ${expected} in version ${row.version}: ${expected === 'numeric' ? 'a number' : 'a text'} is expected`;
  return refused(row, `features.${feature}`, 'FIELD_TYPE', detail);
}

export function refused(row: { readonly line: number; readonly id: string; readonly system: string }, field: string | null, code: RejectionCode, detail: string): Refusal {
  return { line: row.line, id: row.id, system: row.system, field, code, detail };
}
