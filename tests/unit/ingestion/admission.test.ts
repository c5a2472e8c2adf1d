import { describe, expect, test } from 'vitest';
import { admit, type UsedWords, type Words } from '../../../apps/api/src/ingestion/admission.js';

const names = (prefix: string, length: number) => Array.from({ length }, (_, at) => `${prefix}${at}`);
const used = (more: Partial<UsedWords> = {}): UsedWords => ({ systemNumber: 1, version: 'v1', featureNames: null, featureValues: null, featureLabels: null, segments: null, user: null, ...more });
const numbers = (featureNames: string[]) => ({ featureNames, featureValues: featureNames.map(() => 1) });
const labelled = (feature: string, label: string) => ({ featureNames: [feature], featureValues: [Number.NaN], featureLabels: [label] });
const noSlices = () => ({ attributes: new Map(), combinations: new Map() });
const wordsWith = (more: Partial<Words> = {}): Words => ({
  versions: new Map(),
  versionCounts: new Map(),
  slices: new Map([[1, noSlices()]]),
  newSlices: [],
  users: new Map(),
  userCounts: new Map(),
  newUsers: [],
  ...more,
});

function wordsOf(first: Partial<UsedWords>): Words {
  const words = wordsWith();
  admit(words, used(first));
  return words;
}

test('words that fit are admitted, and used again without using up more', () => {
  const words = wordsWith();
  const event = used({ ...numbers(['a', 'b']), segments: '{"region":"north"}' });
  expect([admit(words, event), admit(words, event), admit(words, used(numbers(['b', 'c'])))]).toEqual([true, true, true]);
  expect([...words.versions.values()]).toMatchObject([
    { systemNumber: 1, label: 'v1', number: null, features: new Set(['a', 'b', 'c']), kinds: new Map([['a', 'numeric'], ['b', 'numeric'], ['c', 'numeric']]), isChanged: true },
  ]);
  expect(words).toMatchObject({ versionCounts: new Map([[1, 1]]), newSlices: [{ systemNumber: 1, text: '{"region":"north"}' }] });
});

describe('an event that does not fit uses up nothing', () => {
  const full = (): [string, Words, UsedWords][] => [
    ['for its features', wordsWith(), used({ ...numbers(names('x', 257)), segments: '{}', user: 'kim' })],
    ['for its version', wordsWith({ versionCounts: new Map([[1, 1_000]]) }), used({ ...numbers(['a']), segments: '{}' })],
    ['for a number where a label was', wordsOf(labelled('plan', 'gold')), used({ ...numbers(['new', 'plan']), segments: '{}', user: 'kim' })],
    ['for a label where a number was', wordsOf(numbers(['plan'])), used({ ...labelled('plan', 'gold'), segments: '{}', user: 'kim' })],
  ];
  test.each(full())('%s', (_, words, event) => {
    const before = structuredClone(words);
    expect(admit(words, event)).toBe(false);
    expect(words).toEqual(before);
  });

  test('and those after it find the room it did not take', () => {
    const words = wordsWith();
    expect(admit(words, used(numbers(['a', 'b'])))).toBe(true);
    expect(admit(words, used(numbers(names('x', 256))))).toBe(false);
    expect(admit(words, used(numbers(names('y', 254))))).toBe(true);
  });
});

test('a full system leaves the room of another', () => {
  const words = wordsWith({ versionCounts: new Map([[1, 1_000]]) });
  expect([1, 2].map((systemNumber) => admit(words, used({ systemNumber })))).toEqual([false, true]);
});

test('a feature has no kind until its first value, which decides', () => {
  const words = wordsOf({ featureNames: ['age', 'plan'], featureValues: [Number.NaN, Number.NaN] });
  const [version] = words.versions.values();
  expect(version!.kinds).toEqual(new Map());
  expect(admit(words, used({ featureNames: ['age', 'plan'], featureValues: [41, Number.NaN], featureLabels: [null, 'gold'] }))).toBe(true);
  expect(version!.kinds).toEqual(new Map([['age', 'numeric'], ['plan', 'categorical']]));
});

test('labels of a category are numbered in the order they come, "other" first; the 201st is admitted without being kept', () => {
  const words = wordsWith();
  for (const label of ['gold', 'silver', 'gold', 'other']) admit(words, used(labelled('plan', label)));
  const labels = () => [...[...words.versions.values()][0]!.categories.get('plan')!.labels];
  expect(labels()).toEqual(['other', 'gold', 'silver']);
  for (const label of names('label', 500)) expect(admit(words, used(labelled('plan', label)))).toBe(true);
  expect(labels()).toHaveLength(201);
});

test('users are numbered from 1 on in each system; beyond 100,000 they are admitted without a number', () => {
  const words = wordsWith({ userCounts: new Map([[2, 99_999]]) });
  for (const [systemNumber, user] of [[1, 'kim'], [1, 'lee'], [1, 'kim'], [2, 'kim'], [2, 'lee']] as const) expect(admit(words, used({ systemNumber, user }))).toBe(true);
  expect(words.newUsers).toEqual([
    { systemNumber: 1, label: 'kim', number: 1 },
    { systemNumber: 1, label: 'lee', number: 2 },
    { systemNumber: 2, label: 'kim', number: 100_000 },
  ]);
});
