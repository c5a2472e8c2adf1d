import type { EventRow } from '#libs/wire/event-row.js';
import { categoryLimit, featureLimit, userLimit, versionLimit, type FeatureKind } from '#libs/wire/events.js';
import { otherValue } from '#libs/wire/slices.js';
import { kindOf, wrongKindOf } from './feature-values.js';
import { learnSegments, type SliceWords } from './slicing.js';

/** A version as it is stored, or about to be: `number` is null until then. */
export interface VersionWords {
  readonly systemNumber: number;
  readonly label: string;
  readonly number: number | null;
  readonly features: Set<string>;
  /** Of those features that had a value. */
  readonly kinds: Map<string, FeatureKind>;
  /** Labels of each categorical feature, in the order of their codes. */
  readonly categories: Map<string, CategoryWords>;
  /** Whether its features or their kinds are to be stored. */
  isChanged: boolean;
}

/** Labels of a categorical feature; the first `stored` of them are stored already. */
export interface CategoryWords {
  readonly labels: Set<string>;
  readonly stored: number;
}

export interface NewUser {
  readonly systemNumber: number;
  readonly label: string;
  readonly number: number;
}

export interface NewSlice {
  readonly systemNumber: number;
  readonly text: string;
}

/** What is stored of the words of some events, and how much room is left. Admission adds to it. */
export interface Words {
  /** By `wordKey`. */
  readonly versions: Map<string, VersionWords>;
  /** Versions of each system. */
  readonly versionCounts: Map<number, number>;
  /** Slices of each system whose events carry segments. */
  readonly slices: ReadonlyMap<number, SliceWords>;
  /** Combinations of segments that were admitted. */
  readonly newSlices: NewSlice[];
  /** Numbers of users, by `wordKey`. */
  readonly users: Map<string, number>;
  /** Users of each system. */
  readonly userCounts: Map<number, number>;
  /** Users that were admitted. */
  readonly newUsers: NewUser[];
}

/** The words of one event; `systemNumber` is known already. */
export interface UsedWords extends Pick<EventRow, 'version' | 'featureNames' | 'featureValues' | 'featureLabels' | 'segments' | 'user'> {
  readonly systemNumber: number;
}

export function wordKey(systemNumber: number, label: string): string {
  return `${systemNumber} ${label}`;
}

/** Admits all words of an event, or none: an event that will be refused uses up nothing. Labels, segments and users beyond their limit refuse nothing. */
export function admit(words: Words, used: UsedWords): boolean {
  const { systemNumber, version: label, featureNames } = used;
  const key = wordKey(systemNumber, label);
  const stored = words.versions.get(key);
  const count = words.versionCounts.get(systemNumber) ?? 0;
  const added = (featureNames ?? []).filter((name) => !stored?.features.has(name));
  if (!stored && count >= versionLimit) return false;
  if ((stored?.features.size ?? 0) + added.length > featureLimit) return false;
  if (wrongKindOf(used, (name) => stored?.kinds.get(name))) return false;
  if (!stored) words.versionCounts.set(systemNumber, count + 1);
  const version = stored ?? { systemNumber, label, number: null, features: new Set<string>(), kinds: new Map(), categories: new Map(), isChanged: true };
  words.versions.set(key, version);
  for (const name of added) version.features.add(name);
  version.isChanged ||= added.length > 0;
  takeFeatures(version, used);
  takeSegments(words, used);
  takeUser(words, used);
  return true;
}

function takeFeatures(version: VersionWords, { featureNames, featureValues, featureLabels }: UsedWords): void {
  for (const [at, name] of (featureNames ?? []).entries()) {
    const label = featureLabels?.[at] ?? null;
    if (label === null && Number.isNaN(featureValues![at]!)) continue;
    if (!version.kinds.has(name)) {
      version.kinds.set(name, kindOf(label));
      version.isChanged = true;
    }
    if (label === null) continue;
    const words = version.categories.get(name) ?? { labels: new Set([otherValue]), stored: 0 };
    version.categories.set(name, words);
    if (words.labels.size <= categoryLimit) words.labels.add(label);
  }
}

function takeSegments({ slices, newSlices }: Words, { systemNumber, segments }: UsedWords): void {
  const ofSystem = slices.get(systemNumber);
  if (segments === null || ofSystem === undefined) return;
  const text = learnSegments(ofSystem, JSON.parse(segments) as Record<string, string>);
  if (text !== null) newSlices.push({ systemNumber, text });
}

function takeUser({ users, userCounts, newUsers }: Words, { systemNumber, user }: UsedWords): void {
  if (user === null || users.has(wordKey(systemNumber, user))) return;
  const count = userCounts.get(systemNumber) ?? 0;
  if (count >= userLimit) return;
  users.set(wordKey(systemNumber, user), count + 1);
  newUsers.push({ systemNumber, label: user, number: count + 1 });
  userCounts.set(systemNumber, count + 1);
}
