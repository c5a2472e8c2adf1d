import type { EventRow } from '#libs/wire/event-row.js';
import type { FeatureKind } from '#libs/wire/events.js';
import { otherValue } from '#libs/wire/slices.js';
import { codeOf, otherCode, type FeaturePlaces, type VersionEntry } from './vocabulary.js';

export type Features = Pick<EventRow, 'featureNames' | 'featureValues' | 'featureLabels'>;

/** The values of an event's features as they are stored: a category as its code. NaN is a value that is not known. */
export interface StoredFeatures {
  readonly values: readonly number[];
  /** How many of them are labels beyond the limit. */
  readonly overflow: number;
}

/** A value of the other kind than its feature. */
export interface WrongKind {
  readonly feature: string;
  readonly expected: FeatureKind;
}

/** Undefined when the version lacks a label, or has not decided the kind of a feature that has a value. */
export function storedFeatures({ featureNames, featureValues, featureLabels }: Features, version: VersionEntry, places: FeaturePlaces): StoredFeatures | WrongKind | undefined {
  const values = [...featureValues!];
  let overflow = 0;
  let isComplete = true;
  for (let at = 0; at < values.length; at += 1) {
    const label = featureLabels?.[at] ?? null;
    if (label === null && Number.isNaN(values[at]!)) continue;
    const position = places.positions[at]!;
    const kind = version.kinds[position] ?? null;
    if (kind !== null && kind !== kindOf(label)) return { feature: featureNames![at]!, expected: kind };
    const code = label === null ? values[at] : codeOf(version, position, label);
    if (kind === null || code === undefined) isComplete = false;
    else values[at] = code;
    if (label !== null && code === otherCode && label !== otherValue) overflow += 1;
  }
  return isComplete ? { values, overflow } : undefined;
}

/** The first value of another kind than its feature has had so far; features without a kind take either. */
export function wrongKindOf({ featureNames, featureValues, featureLabels }: Features, kindSoFar: (name: string) => FeatureKind | null | undefined): WrongKind | undefined {
  for (const [at, feature] of (featureNames ?? []).entries()) {
    const label = featureLabels?.[at] ?? null;
    if (label === null && Number.isNaN(featureValues![at]!)) continue;
    const expected = kindSoFar(feature) ?? kindOf(label);
    if (expected !== kindOf(label)) return { feature, expected };
  }
  return undefined;
}

export function kindOf(label: string | null): FeatureKind {
  return label === null ? 'numeric' : 'categorical';
}
