import { featureLimit, versionLimit } from '#libs/wire/events.js';

export const slicesPerSystem = 10_000;

/** A version as it is stored, or about to be: `number` is null until then. */
export interface VersionWords {
  readonly systemNumber: number;
  readonly label: string;
  readonly number: number | null;
  readonly features: Set<string>;
  isChanged: boolean;
}

/** What is stored of the words of some events, and how much room is left. Admission adds to it. */
export interface Words {
  /** By `wordKey`. */
  readonly versions: Map<string, VersionWords>;
  /** Versions of each system. */
  readonly versionCounts: Map<number, number>;
  /** Segments that are stored. */
  readonly slices: ReadonlyMap<string, number>;
  /** Segments that were admitted, with the system that they count for. */
  readonly newSlices: Map<string, number>;
  /** Slices of each system. */
  readonly sliceCounts: Map<number, number>;
}

/** The words of one event; `systemNumber` is known already. */
export interface UsedWords {
  readonly systemNumber: number;
  readonly version: string;
  readonly featureNames: readonly string[] | null;
  readonly segments: string | null;
}

export function wordKey(systemNumber: number, label: string): string {
  return `${systemNumber} ${label}`;
}

/** Admits all words of an event, or none: an event that will be refused uses up nothing. */
export function admit(words: Words, used: UsedWords): boolean {
  const { systemNumber, version: label, featureNames, segments } = used;
  const key = wordKey(systemNumber, label);
  const stored = words.versions.get(key);
  const sliceCount = words.sliceCounts.get(systemNumber) ?? 0;
  const count = words.versionCounts.get(systemNumber) ?? 0;
  const added = (featureNames ?? []).filter((name) => !stored?.features.has(name));
  const isNewSlice = segments !== null && !words.slices.has(segments) && !words.newSlices.has(segments);
  if (!stored && count >= versionLimit) return false;
  if ((stored?.features.size ?? 0) + added.length > featureLimit) return false;
  if (isNewSlice && sliceCount >= slicesPerSystem) return false;
  if (!stored) words.versionCounts.set(systemNumber, count + 1);
  const version = stored ?? { systemNumber, label, number: null, features: new Set<string>(), isChanged: true };
  words.versions.set(key, version);
  for (const name of added) version.features.add(name);
  version.isChanged ||= added.length > 0;
  if (isNewSlice) {
    words.newSlices.set(segments, systemNumber);
    words.sliceCounts.set(systemNumber, sliceCount + 1);
  }
  return true;
}
