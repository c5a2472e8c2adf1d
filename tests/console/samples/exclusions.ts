import type { Exclusion } from '#libs/wire/exclusions.js';
import { id } from '../samples.ts';
import { dayOf } from './basis.ts';

const them = { name: 'Omar Haddad', side: 'vendor' } as const;
const us = { name: 'Lena Ortiz', side: 'customer' } as const;

export function exclusionOf(change: Partial<Exclusion> = {}): Exclusion {
  return {
    id: id(70),
    systemId: id(10),
    from: dayOf(18),
    to: dayOf(19),
    reason: 'planned-maintenance',
    note: 'Move to the new data centre, ticket LM-311',
    state: 'claimed',
    claimedBy: them,
    claimedAt: dayOf(20),
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
    ...change,
  };
}

/** One of each state. */
export const exclusions: readonly Exclusion[] = [
  exclusionOf(),
  exclusionOf({ id: id(71), from: dayOf(8), to: dayOf(9), state: 'accepted', reason: 'customer-caused', note: 'Our gateway was down', decidedBy: us, decidedAt: dayOf(10) }),
  exclusionOf({ id: id(72), from: dayOf(3), to: dayOf(4.5), state: 'disputed', reason: 'third-party', note: 'Cloud provider', decidedBy: us, decidedAt: dayOf(6), decisionNote: 'their own provider is no third party' }),
  exclusionOf({ id: id(73), from: dayOf(1), to: dayOf(2), state: 'withdrawn', reason: 'other', note: 'Claimed for the wrong system', claimedBy: us, decidedBy: us, decidedAt: dayOf(2) }),
];
