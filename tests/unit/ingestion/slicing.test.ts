import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { learnSegments, slicedAs, type AttributeWords, type SliceWords } from '../../../apps/api/src/ingestion/slicing.js';

const attribute = (more: Partial<AttributeWords> = {}): AttributeWords => ({ declaredValues: null, limit: 50, values: new Set(), ...more });
const wordsWith = (attributes: Record<string, AttributeWords> = {}, combinations: readonly string[] = []): SliceWords => ({
  attributes: new Map(Object.entries(attributes)),
  combinations: new Map(combinations.map((text, at) => [text, at + 1])),
});
const full = (room = 0) => Array.from({ length: 2_000 + room }, (_, at) => `{"filler":"${at}"}`);
const nothingLost = { overflow: 0, undeclaredValues: 0, undeclaredAttributes: 0 };

/** What segments become once their words were taken in. */
function sliced(words: SliceWords, segments: Record<string, string>) {
  learnSegments(words, segments);
  return slicedAs(words, segments);
}

test('segments are unknown until they were taken in, then they are kept as they were sent', () => {
  const words = wordsWith();
  const segments = { region: 'north', tier: 'a' };
  expect(slicedAs(words, segments)).toBeUndefined();
  expect(learnSegments(words, segments)).toBe('{"region":"north","tier":"a"}');
  expect(learnSegments(words, segments)).toBeNull();
  expect(slicedAs(words, segments)).toEqual({ text: '{"region":"north","tier":"a"}', ...nothingLost });
});

describe('a value becomes "other"', () => {
  test('beyond the limit of its attribute, and is counted', () => {
    const words = wordsWith({ region: attribute({ limit: 2 }) });
    for (const region of ['north', 'south']) learnSegments(words, { region });
    expect(sliced(words, { region: 'east' })).toEqual({ ...nothingLost, text: '{"region":"other"}', overflow: 1 });
    expect(sliced(words, { region: 'south' })).toEqual({ ...nothingLost, text: '{"region":"south"}' });
  });

  test('when it is not among the declared ones, and is counted', () => {
    const words = wordsWith({ region: attribute({ declaredValues: new Set(['north']) }) });
    expect(sliced(words, { region: 'south' })).toEqual({ ...nothingLost, text: '{"region":"other"}', undeclaredValues: 1 });
    expect(sliced(words, { region: 'north' })).toEqual({ ...nothingLost, text: '{"region":"north"}' });
  });

  test('and a value that is "other" already is not counted', () => {
    expect(sliced(wordsWith({ region: attribute({ declaredValues: new Set(['north']) }) }), { region: 'other' })).toEqual({ ...nothingLost, text: '{"region":"other"}' });
  });
});

describe('an attribute that nobody declared', () => {
  const eight = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`a${at}`, attribute()]));
  test('is taken while the system has fewer than eight', () => {
    const { a0: _, ...seven } = eight;
    const words = wordsWith(seven);
    expect(sliced(words, { ninth: 'x' })).toEqual({ ...nothingLost, text: '{"ninth":"x"}' });
    expect(words.attributes.size).toBe(8);
  });

  test('is left out of the slice after that, and is counted', () => {
    const words = wordsWith(eight);
    expect(sliced(words, { a1: 'x', ninth: 'x' })).toEqual({ ...nothingLost, text: '{"a1":"x"}', undeclaredAttributes: 1 });
    expect(sliced(words, { ninth: 'x' })).toEqual({ ...nothingLost, text: null, undeclaredAttributes: 1 });
  });
});

describe('a new combination beyond 2,000', () => {
  const known = { region: attribute({ values: new Set(['north', 'south']) }), tier: attribute({ values: new Set(['a']) }) };
  test('becomes "other" in each of its attributes, and those before stay', () => {
    const words = wordsWith(known, [...full(-1), '{"region":"south"}']);
    expect(sliced(words, { region: 'north', tier: 'a' })).toEqual({ ...nothingLost, text: '{"region":"other","tier":"other"}', overflow: 2 });
    expect(sliced(words, { region: 'south' })).toEqual({ ...nothingLost, text: '{"region":"south"}' });
  });

  test('brings no value and no attribute with it', () => {
    const words = wordsWith(known, full());
    expect(sliced(words, { region: 'east', newcomer: 'x' })).toEqual({ ...nothingLost, text: '{"region":"other"}', overflow: 1, undeclaredAttributes: 1 });
    expect([...words.attributes.keys(), ...words.attributes.get('region')!.values]).toEqual(['region', 'tier', 'north', 'south']);
  });

  test('is none at all when there is no room for one of nothing but "other" either', () => {
    expect(sliced(wordsWith(known, full(256)), { region: 'north' })).toEqual({ ...nothingLost, text: null, overflow: 1 });
  });
});

const segments = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'), fc.constantFrom('x', 'y', 'z', 'other', 'w'), { maxKeys: 4 });
const words = fc.record({ declared: fc.subarray(['x', 'y']), limit: fc.integer({ min: 1, max: 3 }), combinations: fc.constantFrom(0, 1_990, 1_999, 2_100, 2_255, 2_256) });

test('what was taken in once is known from then on and never mapped otherwise, and the limits hold', () => {
  fc.assert(
    fc.property(words, fc.array(segments, { maxLength: 40 }), ({ declared, limit, combinations }, events) => {
      const known = wordsWith({ a: attribute({ declaredValues: new Set(declared) }), b: attribute({ limit }) }, full(256).slice(0, combinations));
      const first = events.map((event) => sliced(known, event));
      expect(events.map((event) => slicedAs(known, event))).toEqual(first);
      expect(first.every((one) => one !== undefined && (one.text === null || known.combinations.has(one.text)))).toBe(true);
      expect(known.attributes.size).toBeLessThanOrEqual(8);
      expect(known.attributes.get('b')!.values.size).toBeLessThanOrEqual(limit);
      expect(known.combinations.size).toBeLessThanOrEqual(2_256);
    }),
  );
});
