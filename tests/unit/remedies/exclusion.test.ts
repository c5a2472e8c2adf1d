import { describe, expect, test } from 'vitest';
import { type ExclusionEvent, type Party, allowed, claimOf, decide, evolve, requireRoom, waitingLimit } from '#libs/remedies/exclusion.js';
import { exclusionDecisions, exclusionStates, type Exclusion, type NewExclusion } from '#libs/wire/exclusions.js';

const [claimedAt, now] = ['2026-03-02T09:00:00.000Z', '2026-03-03T09:00:00.000Z'];
const vendor: Party = { name: 'Vera of Leadmind', side: 'vendor' };
const customer: Party = { name: 'Carl of Harbour & Vale', side: 'customer' };
const draft: NewExclusion = { from: '2026-03-01T11:00:00+01:00', to: '2026-03-01T12:00:00Z', reason: 'planned-maintenance', note: 'announced on 20 February' };
const claimed = claimOf(draft, { id: 'exclusion', systemId: 'system' }, vendor, claimedAt);

const accepted: ExclusionEvent = { type: 'accepted', by: customer, at: now, note: null };
const disputed: ExclusionEvent = { type: 'disputed', by: customer, at: now, note: 'it was not announced' };
const withdrawn: ExclusionEvent = { type: 'withdrawn', by: vendor, at: now, note: null };
const states: Record<Exclusion['state'], Exclusion> = {
  claimed,
  accepted: evolve(claimed, accepted),
  disputed: evolve(claimed, disputed),
  withdrawn: evolve(claimed, withdrawn),
};

test('a claim begins with its times in UTC, and nobody has decided about it', () => {
  expect(claimed).toEqual({
    id: 'exclusion',
    systemId: 'system',
    from: '2026-03-01T10:00:00.000Z',
    to: '2026-03-01T12:00:00.000Z',
    reason: 'planned-maintenance',
    note: 'announced on 20 February',
    state: 'claimed',
    claimedBy: vendor,
    claimedAt,
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
  });
});

describe('what becomes of an exclusion that the vendor claimed', () => {
  const rows: readonly (readonly [Exclusion['state'], 'accept' | 'dispute' | 'withdraw', vendors: string, customers: string])[] = [
    ['claimed', 'accept', 'EXCLUSION_SIDE', 'accepted'],
    ['claimed', 'dispute', 'EXCLUSION_SIDE', 'disputed'],
    ['claimed', 'withdraw', 'withdrawn', 'EXCLUSION_SIDE'],
    ['disputed', 'accept', 'EXCLUSION_SIDE', 'accepted'],
    ['disputed', 'dispute', 'EXCLUSION_STATE', 'EXCLUSION_STATE'],
    ['disputed', 'withdraw', 'withdrawn', 'EXCLUSION_SIDE'],
    ['accepted', 'accept', 'EXCLUSION_STATE', 'EXCLUSION_STATE'],
    ['accepted', 'dispute', 'EXCLUSION_STATE', 'EXCLUSION_STATE'],
    ['accepted', 'withdraw', 'EXCLUSION_STATE', 'EXCLUSION_STATE'],
    ['withdrawn', 'accept', 'EXCLUSION_STATE', 'EXCLUSION_STATE'],
    ['withdrawn', 'dispute', 'EXCLUSION_STATE', 'EXCLUSION_STATE'],
    ['withdrawn', 'withdraw', 'EXCLUSION_STATE', 'EXCLUSION_STATE'],
  ];
  const cases = rows.flatMap(([state, type, byVendor, byCustomer]) => [
    { state, type, by: vendor, result: byVendor },
    { state, type, by: customer, result: byCustomer },
  ]);
  const resultOf = (type: 'accept' | 'dispute' | 'withdraw', by: Party, exclusion: Exclusion): string => {
    try {
      return evolve(exclusion, decide({ type, by, note: null }, exclusion, now)).state;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  test.each(cases)('once $state: $type by the side $by.side gives $result', ({ state, type, by, result }) => {
    expect(resultOf(type, by, states[state])).toBe(result);
  });

  test.each(cases)('and the same with the sides changed: $state, $type, $by.side', ({ state, type, by, result }) => {
    const mirrored = { ...states[state], claimedBy: customer };
    expect(resultOf(type, by.side === 'vendor' ? customer : vendor, mirrored)).toBe(result);
  });

  test('is all that the table of transitions knows', () => {
    expect(Object.keys(allowed).toSorted()).toEqual(exclusionStates.toSorted());
    expect(cases).toHaveLength(exclusionStates.length * exclusionDecisions.length * 2);
  });
});

describe('an event', () => {
  test('says who decided when, with the note', () => {
    expect(decide({ type: 'dispute', by: customer, note: 'it was not announced' }, claimed, now)).toEqual(disputed);
    expect(states.disputed).toEqual({ ...claimed, state: 'disputed', decidedBy: customer, decidedAt: now, decisionNote: 'it was not announced' });
  });

  test('of an acceptance after a dispute replaces what the dispute said', () => {
    expect(evolve(states.disputed, accepted)).toEqual(states.accepted);
  });
});

describe('a refusal says why', () => {
  test.each([
    ['accept', vendor, claimed, 'the vendor claimed the exclusion; only the other side can accept it'],
    ['withdraw', customer, claimed, 'the vendor claimed the exclusion; only this side can withdraw it'],
    ['withdraw', vendor, states.accepted, 'the exclusion is accepted; it cannot be withdrawn'],
  ] as const)('%s', (type, by, exclusion, words) => {
    expect(() => decide({ type, by, note: null }, exclusion, now)).toThrow(words);
  });
});

describe('a side whose exclusions wait for the other side', () => {
  const waiting = (count: number): Exclusion[] => Array.from({ length: count }, (_, at) => states[at % 2 === 0 ? 'claimed' : 'disputed']);

  test('may claim more until so many of them wait', () => {
    expect(() => requireRoom('vendor', waiting(waitingLimit - 1))).not.toThrow();
    expect(() => requireRoom('vendor', waiting(waitingLimit))).toThrow('wait to be accepted or withdrawn');
  });

  test('is not held up by those that are accepted or withdrawn, nor by those of the other side', () => {
    const done = Array.from({ length: waitingLimit }, () => [states.accepted, states.withdrawn]).flat();
    expect(() => requireRoom('vendor', [...waiting(waitingLimit - 1), ...done])).not.toThrow();
    expect(() => requireRoom('customer', waiting(waitingLimit))).not.toThrow();
  });
});
