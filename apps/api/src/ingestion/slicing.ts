import { eventSegmentsText } from '#libs/wire/event-row.js';
import { combinationLimit, otherValue, undeclaredLimit } from '#libs/wire/slices.js';

/** An attribute that a system's events are told apart by. */
export interface AttributeWords {
  /** Null: whatever comes, up to the limit. */
  readonly declaredValues: ReadonlySet<string> | null;
  readonly limit: number;
  /** Values kept apart so far; those of declared values do not matter. */
  readonly values: Set<string>;
}

/** The attributes of a system and the combinations of their values, as JSON with sorted names, with the numbers they are stored under. */
export interface SliceWords {
  readonly attributes: Map<string, AttributeWords>;
  readonly combinations: Map<string, number>;
}

/** What an event's segments become. The counts say how many of them are not kept as they were sent. */
export interface Sliced {
  /** Null when none is kept. */
  readonly text: string | null;
  /** Values beyond a limit. */
  readonly overflow: number;
  /** Values that are not among the declared ones. */
  readonly undeclaredValues: number;
  /** Attributes that are left out. */
  readonly undeclaredAttributes: number;
}

/** Room for combinations of nothing but "other", beyond the limit. */
const overflowCombinations = 256;
const defaultLimit = 50;

export function newAttribute(): AttributeWords {
  return { declaredValues: null, limit: defaultLimit, values: new Set() };
}

/** The combination an event counts for; undefined while it brings a word that is new and that there is room for. */
export function slicedAs(words: SliceWords, segments: Readonly<Record<string, string>>): Sliced | undefined {
  const { attributes, combinations } = words;
  const isFull = combinations.size >= combinationLimit;
  const kept: Record<string, string> = {};
  const counts = { overflow: 0, undeclaredValues: 0, undeclaredAttributes: 0 };
  for (const [name, value] of Object.entries(segments)) {
    const attribute = attributes.get(name);
    if (attribute === undefined) {
      if (hasRoomForAttribute(words)) return undefined;
      counts.undeclaredAttributes += 1;
      continue;
    }
    const isKept = value === otherValue || (attribute.declaredValues ?? attribute.values).has(value);
    if (!isKept && !isFull && hasRoomForValue(attribute)) return undefined;
    if (!isKept && attribute.declaredValues) counts.undeclaredValues += 1;
    else if (!isKept) counts.overflow += 1;
    kept[name] = isKept ? value : otherValue;
  }
  const text = eventSegmentsText(kept);
  if (text === null || combinations.has(text)) return { text, ...counts };
  if (!isFull) return undefined;
  counts.overflow += Object.values(kept).filter((value) => value !== otherValue).length;
  const nothingKept = allOther(kept);
  if (combinations.has(nothingKept)) return { text: nothingKept, ...counts };
  return combinations.size < combinationLimit + overflowCombinations ? undefined : { text: null, ...counts };
}

/** Takes in the new words of an event as far as there is room. @returns the combination that is new, or null */
export function learnSegments(words: SliceWords, segments: Readonly<Record<string, string>>): string | null {
  const { attributes, combinations } = words;
  const isFull = combinations.size >= combinationLimit;
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(segments)) {
    if (!attributes.has(name) && hasRoomForAttribute(words)) attributes.set(name, newAttribute());
    const attribute = attributes.get(name);
    if (attribute === undefined) continue;
    if (!isFull && value !== otherValue && hasRoomForValue(attribute)) attribute.values.add(value);
    kept[name] = (attribute.declaredValues ?? attribute.values).has(value) ? value : otherValue;
  }
  const text = eventSegmentsText(kept);
  if (text === null || combinations.has(text)) return null;
  const combination = isFull ? allOther(kept) : text;
  if (combinations.has(combination) || combinations.size >= combinationLimit + overflowCombinations) return null;
  combinations.set(combination, 0);
  return combination;
}

function hasRoomForAttribute({ attributes, combinations }: SliceWords): boolean {
  return attributes.size < undeclaredLimit && combinations.size < combinationLimit;
}

function hasRoomForValue({ declaredValues, values, limit }: AttributeWords): boolean {
  return declaredValues === null && values.size < limit;
}

function allOther(kept: Readonly<Record<string, string>>): string {
  return eventSegmentsText(Object.fromEntries(Object.keys(kept).map((name) => [name, otherValue])))!;
}
