import { createHmac } from 'node:crypto';
import type { Role } from '#libs/wire/accounts.js';

export interface Person {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
}

/** One person for each role; the vendor contact speaks for Leadmind. */
export const people = {
  administrator: person('administrator', 'Ines Duarte'),
  legal: person('legal', 'Tomas Hale'),
  procurement: person('procurement', 'Marta Reis'),
  compliance: person('compliance', 'Noor Haddad'),
  engineer: person('engineer', 'Viktor Lund'),
  auditor: person('auditor', 'Agnes Moreau'),
  'vendor-contact': { role: 'vendor-contact', name: 'Paul Brandt', email: 'paul.brandt@leadmind.example' },
} as const satisfies Record<Role, Person>;

/**
 * A person's password follows from the secret of the installation's own database, so it differs between installations, can be printed
 * at every start, and is written down nowhere.
 */
export function passwordOf({ email }: Person, ownerUrl: string): string {
  const owner = new URL(ownerUrl);
  const digest = createHmac('sha256', `${owner.username}:${owner.password}`).update(`fineprint demonstration ${email}`).digest();
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const text = Array.from(digest.subarray(0, 20), (byte) => letters[byte % letters.length]).join('');
  return text.match(/.{5}/g)!.join('-');
}

/** What is printed at the start. */
export function signInLines(ownerUrl: string): string[] {
  const width = Math.max(...Object.values(people).map(({ email }) => email.length));
  return [
    'Sign in to the demonstration, Harbour & Vale, as:',
    ...Object.values(people).map((one) => `  ${one.email.padEnd(width)}  ${passwordOf(one, ownerUrl)}  ${one.role}`),
  ];
}

function person<R extends Role>(role: R, name: string): Person & { readonly role: R } {
  return { role, name, email: `${role}@harbour-vale.example` };
}
