import { describe, expect, test } from 'vitest';
import { admit, type UsedWords, type Words } from '../../../apps/api/src/ingestion/admission.js';

const names = (prefix: string, length: number) => Array.from({ length }, (_, at) => `${prefix}${at}`);
const used = (more: Partial<UsedWords> = {}): UsedWords => ({ systemNumber: 1, version: 'v1', featureNames: null, segments: null, ...more });
const wordsWith = (more: Partial<Words> = {}): Words => ({ versions: new Map(), versionCounts: new Map(), slices: new Map(), newSlices: new Map(), sliceCounts: new Map(), ...more });

test('words that fit are admitted, and used again without using up more', () => {
  const words = wordsWith();
  const event = used({ featureNames: ['a', 'b'], segments: '{"region":"north"}' });
  expect([admit(words, event), admit(words, event), admit(words, used({ featureNames: ['b', 'c'] }))]).toEqual([true, true, true]);
  expect([...words.versions.values()]).toEqual([{ systemNumber: 1, label: 'v1', number: null, features: new Set(['a', 'b', 'c']), isChanged: true }]);
  expect(words).toMatchObject({ versionCounts: new Map([[1, 1]]), newSlices: new Map([['{"region":"north"}', 1]]), sliceCounts: new Map([[1, 1]]) });
});

describe('an event that does not fit uses up nothing', () => {
  const full = (): [string, Words, UsedWords][] => [
    ['for its features', wordsWith(), used({ featureNames: names('x', 257), segments: '{}' })],
    ['for its version', wordsWith({ versionCounts: new Map([[1, 1_000]]) }), used({ featureNames: ['a'], segments: '{}' })],
    ['for its segments', wordsWith({ sliceCounts: new Map([[1, 10_000]]) }), used({ featureNames: ['a'], segments: '{}' })],
  ];
  test.each(full())('%s', (_, words, event) => {
    const before = structuredClone(words);
    expect(admit(words, event)).toBe(false);
    expect(words).toEqual(before);
  });

  test('and those after it find the room it did not take', () => {
    const words = wordsWith();
    expect(admit(words, used({ featureNames: ['a', 'b'] }))).toBe(true);
    expect(admit(words, used({ featureNames: names('x', 256) }))).toBe(false);
    expect(admit(words, used({ featureNames: names('y', 254) }))).toBe(true);
  });
});

test('a full system leaves the room of another', () => {
  const words = wordsWith({ versionCounts: new Map([[1, 1_000]]), sliceCounts: new Map([[3, 10_000]]) });
  const of = (systemNumber: number) => admit(words, used({ systemNumber, segments: '{}' }));
  expect([of(1), of(3), of(2)]).toEqual([false, false, true]);
});
