import { categoryLimit, userLimit, type FeatureKind } from '#libs/wire/events.js';
import { ownCopy } from '#libs/wire/scan.js';
import { segmentsDigest } from './segments-digest.js';
import { slicedAs, type Sliced, type SliceWords } from './slicing.js';

/** A model version as events refer to it. Feature names are only ever appended, so that a position keeps its meaning. */
export interface VersionEntry {
  readonly number: number;
  readonly features: readonly string[];
  readonly positionOf: ReadonlyMap<string, number>;
  /** By position; null until a first value decided. */
  readonly kinds: readonly (FeatureKind | null)[];
  /** Codes of the labels of each categorical feature, by position. "other" has code 0. */
  readonly categories: ReadonlyMap<number, ReadonlyMap<string, number>>;
  /** By the identity of the list: a stream reuses the same list from event to event. */
  readonly places: WeakMap<readonly string[], FeaturePlaces>;
}

/** Where the features of a list of names are stored. */
export interface FeaturePlaces {
  readonly positions: Int32Array;
  /** Whether each of them is known to be numeric. */
  readonly isNumeric: boolean;
}

/** What is stored of a version. */
export type StoredVersion = Pick<VersionEntry, 'number' | 'features' | 'kinds' | 'categories'>;

/** The slices of a system as they were at a revision of its attributes. */
export interface SystemSlices {
  readonly words: SliceWords;
  readonly revision: number;
  /** What segments become, by their text. Bounded: segments that never repeat themselves cost time, not memory. */
  readonly entries: Map<string, SliceEntry>;
}

export interface SliceEntry {
  /** Number of the combination; null for none. */
  readonly number: number | null;
  /** Of the segments as they were sent; null when they are stored like that. */
  readonly digest: bigint | null;
  readonly sliced: Sliced;
}

/** The words of one organisation's streams and the numbers they are stored as. */
export interface Vocabulary {
  readonly systems: Map<string, number>;
  readonly slices: Map<number, SystemSlices>;
  /** Numbers of each system's users: of some, or of all once there are as many as there may be. */
  readonly users: ReadonlyMap<number, ReadonlyMap<string, number>>;
  versionOf(systemNumber: number, label: string): VersionEntry | undefined;
  rememberVersion(systemNumber: number, label: string, version: StoredVersion): void;
  rememberUsers(systemNumber: number, users: ReadonlyMap<string, number>): void;
}

export const otherCode = 0;
const sliceEntriesKept = 20_000;

export function newVocabulary(): Vocabulary {
  const versions = new Map<number, Map<string, VersionEntry>>();
  const users = new Map<number, Map<string, number>>();
  return {
    systems: new Map(),
    slices: new Map(),
    users,
    versionOf: (systemNumber, label) => versions.get(systemNumber)?.get(label),
    rememberVersion: (systemNumber, label, version) => {
      const ofSystem = versions.get(systemNumber) ?? new Map<string, VersionEntry>();
      const positionOf = new Map(version.features.map((name, position) => [name, position]));
      ofSystem.set(label, { ...version, positionOf, places: new WeakMap() });
      versions.set(systemNumber, ofSystem);
    },
    rememberUsers: (systemNumber, found) => {
      const ofSystem = users.get(systemNumber) ?? new Map<string, number>();
      for (const [label, number] of found) ofSystem.set(ownCopy(label), number);
      users.set(systemNumber, ofSystem);
    },
  };
}

/** Where each of these features is stored; undefined when the version does not know one of them. */
export function placesOf(version: VersionEntry, names: readonly string[]): FeaturePlaces | undefined {
  const known = version.places.get(names);
  if (known) return known;
  const positions = new Int32Array(names.length);
  for (const [at, name] of names.entries()) {
    const position = version.positionOf.get(name);
    if (position === undefined) return undefined;
    positions[at] = position;
  }
  const places = { positions, isNumeric: positions.every((position) => version.kinds[position] === 'numeric') };
  version.places.set(names, places);
  return places;
}

/** The code of a label; undefined while it is new and there is room for it. */
export function codeOf(version: VersionEntry, position: number, label: string): number | undefined {
  const codes = version.categories.get(position);
  return codes?.get(label) ?? (codes !== undefined && codes.size > categoryLimit ? otherCode : undefined);
}

/** Which slice these segments belong to; undefined while they bring something new that there is room for. */
export function sliceOf({ slices }: Vocabulary, systemNumber: number, segments: string): SliceEntry | undefined {
  const ofSystem = slices.get(systemNumber);
  if (ofSystem === undefined) return undefined;
  const known = ofSystem.entries.get(segments);
  if (known) return known;
  const sliced = slicedAs(ofSystem.words, JSON.parse(segments) as Record<string, string>);
  if (sliced === undefined) return undefined;
  const number = sliced.text === null ? null : ofSystem.words.combinations.get(sliced.text)!;
  const entry = { number, digest: sliced.text === segments ? null : segmentsDigest(segments).readBigInt64BE(), sliced };
  if (ofSystem.entries.size >= sliceEntriesKept) ofSystem.entries.clear();
  ofSystem.entries.set(segments, entry);
  return entry;
}

/** The number of a user; null beyond the limit, undefined while there is room for a new one. */
export function userNumberOf({ users }: Vocabulary, systemNumber: number, label: string): number | null | undefined {
  const ofSystem = users.get(systemNumber);
  return ofSystem?.get(label) ?? (ofSystem !== undefined && ofSystem.size >= userLimit ? null : undefined);
}
