import type { Account } from '#libs/wire/accounts.js';
import type { Subject } from '#libs/access/policy.js';
import { may } from './permissions.ts';

export interface Place {
  readonly href: string;
  readonly label: string;
  readonly subject: Subject | null;
}

const places: readonly Place[] = [
  { href: '/', label: 'Overview', subject: null },
  { href: '/breaches', label: 'Breaches', subject: 'Breach' },
  { href: '/agreements', label: 'Agreements', subject: 'Agreement' },
  { href: '/approvals', label: 'Approvals', subject: 'Approval' },
  { href: '/calendar', label: 'Calendar', subject: 'Agreement' },
  { href: '/incoming', label: 'Incoming', subject: 'IncomingPaper' },
  { href: '/library', label: 'Library', subject: 'Clause' },
  { href: '/systems', label: 'Systems', subject: 'System' },
  { href: '/vendors', label: 'Vendors', subject: 'Vendor' },
  { href: '/connect', label: 'Connect', subject: 'ApiKey' },
  { href: '/people', label: 'People', subject: 'Account' },
  { href: '/log', label: 'Log', subject: 'LogEntry' },
];

/** The navigation of an account: places whose lists it may read. */
export function placesOf(account: Account): readonly Place[] {
  return places.filter((place) => place.subject === null || may(account, 'read', place.subject));
}

/** Whether a place or something inside it is shown. */
export function isWithin(place: Place, pathname: string): boolean {
  return place.href === '/' ? pathname === '/' : pathname === place.href || pathname.startsWith(`${place.href}/`);
}
