import { Event } from './events.js';
import { eventSegmentsText, isNotFinite } from './event-row.js';
import { parseJson } from './json-text.js';
import { ownCopy, scanNumber, scanText, skipSpaces, type Cursor } from './scan.js';

/**
 * What a stream has shown so far. Labels, segments and feature names come back in nearly every line: each spelling is
 * checked once by its schema and then recognised. Bounded, so that a stream that never repeats itself costs time, not memory.
 */
export interface Learned {
  system: string;
  version: string;
  segments: string | null;
  features: FeatureShape;
  /** Of the features read last: labels beside the values, or null when there are none, and how many were NaN or infinite. */
  labels: (string | null)[] | null;
  notFinite: number;
  readonly systems: Map<string, string>;
  readonly versions: Map<string, string>;
  readonly segmentTexts: Map<string, string | null>;
  readonly shapes: FeatureShape[];
}

interface FeatureShape {
  readonly names: readonly string[];
}

const segmentTextsKept = 20_000;
const shapesKept = 32;
const labelsKept = 1_000;
const none: FeatureShape = { names: [] };

export function newLearned(): Learned {
  const nothingRead = { system: '', version: '', segments: null, features: none, labels: null, notFinite: 0 };
  return { ...nothingRead, systems: new Map(), versions: new Map(), segmentTexts: new Map(), shapes: [] };
}

/** Moves past a system or version label, keeping the same text object while it stays the same. */
export function learnLabel(learned: Learned, cursor: Cursor, field: 'system' | 'version'): boolean {
  const { text, at } = cursor;
  const known = learned[field];
  const close = at + 1 + known.length;
  if (text.charCodeAt(at) === 34 && text.charCodeAt(close) === 34 && text.startsWith(known, at + 1) && known !== '') {
    cursor.at = close + 1;
    return true;
  }
  if (!scanText(cursor, 100)) return false;
  const spelled = text.slice(at + 1, cursor.at - 1);
  const labels = field === 'system' ? learned.systems : learned.versions;
  let label = labels.get(spelled);
  if (label === undefined) {
    if (!Event.shape[field].safeParse(spelled).success) return false;
    if (labels.size >= labelsKept) labels.clear();
    label = ownCopy(spelled);
    labels.set(label, label);
  }
  learned[field] = label;
  return true;
}

/** Moves past the segments; `learned.segments` is then their sorted text. */
export function learnSegments(learned: Learned, cursor: Cursor): boolean {
  const raw = objectAt(cursor);
  if (raw === undefined) return false;
  let sorted = learned.segmentTexts.get(raw);
  if (sorted === undefined) {
    const segments = Event.shape.segments.safeParse(plainOf(raw));
    if (!segments.success) return false;
    sorted = eventSegmentsText(segments.data);
    if (learned.segmentTexts.size >= segmentTextsKept) learned.segmentTexts.clear();
    learned.segmentTexts.set(ownCopy(raw), sorted);
  }
  learned.segments = sorted;
  cursor.at += raw.length;
  return true;
}

/** Moves past the features and gives their values; `learned.features` then has their names, `learned.labels` their labels. Null leaves the line to the schema. */
export function learnFeatures(learned: Learned, cursor: Cursor): number[] | null {
  const start = cursor.at;
  const values = valuesOf(learned, learned.features, cursor);
  if (values) return values;
  for (const shape of learned.shapes) {
    cursor.at = start;
    const found = valuesOf(learned, shape, cursor);
    if (found) {
      learned.features = shape;
      return found;
    }
  }
  cursor.at = start;
  const raw = objectAt(cursor);
  const features = raw === undefined ? undefined : Event.shape.features.safeParse(plainOf(raw));
  const names = Object.keys(features?.data ?? {});
  if (names.length === 0) return null;
  const shape = { names };
  const found = valuesOf(learned, shape, cursor);
  if (found === null) return null;
  learned.features = shape;
  learned.shapes.unshift(shape);
  learned.shapes.length = Math.min(learned.shapes.length, shapesKept);
  return found;
}

function valuesOf(learned: Learned, { names }: FeatureShape, cursor: Cursor): number[] | null {
  const { text } = cursor;
  learned.labels = null;
  learned.notFinite = 0;
  if (names.length === 0 || text.charCodeAt(cursor.at) !== 123) return null;
  cursor.at += 1;
  const values: number[] = [];
  for (const name of names) {
    if (values.length > 0) {
      if (text.charCodeAt(cursor.at) !== 44) return null;
      cursor.at += 1;
    }
    skipSpaces(cursor);
    const close = cursor.at + 1 + name.length;
    if (text.charCodeAt(cursor.at) !== 34 || text.charCodeAt(close) !== 34 || !text.startsWith(name, cursor.at + 1)) return null;
    cursor.at = close + 1;
    skipSpaces(cursor);
    if (text.charCodeAt(cursor.at) !== 58) return null;
    cursor.at += 1;
    skipSpaces(cursor);
    if (text.startsWith('null', cursor.at)) {
      values.push(Number.NaN);
      cursor.at += 4;
    } else if (text.charCodeAt(cursor.at) === 34) {
      const from = cursor.at + 1;
      if (!scanText(cursor, 200)) return null;
      takeLabel(learned, names.length, values.length, text.slice(from, cursor.at - 1));
      values.push(Number.NaN);
    } else {
      const value = scanNumber(cursor);
      if (!Number.isFinite(value)) return null;
      values.push(value);
    }
    skipSpaces(cursor);
  }
  if (text.charCodeAt(cursor.at) !== 125) return null;
  cursor.at += 1;
  return values;
}

function takeLabel(learned: Learned, length: number, at: number, label: string): void {
  if (isNotFinite(label)) {
    learned.notFinite += 1;
    return;
  }
  learned.labels ??= Array.from({ length }, () => null);
  learned.labels[at] = label;
}

/** The text of a flat object without escapes, from the cursor to its closing brace; undefined when there is none. */
function objectAt({ text, at: start, end }: Cursor): string | undefined {
  if (text.charCodeAt(start) !== 123) return undefined;
  let isQuoted = false;
  for (let at = start + 1; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) isQuoted = !isQuoted;
    else if (code === 92) return undefined;
    else if (!isQuoted && (code === 123 || code === 91)) return undefined;
    else if (!isQuoted && code === 125) return text.slice(start, at + 1);
  }
  return undefined;
}

// Null is what neither schema takes; undefined would mean "not given", which both do.
function plainOf(raw: string): unknown {
  try {
    return parseJson(raw);
  } catch {
    return null;
  }
}
