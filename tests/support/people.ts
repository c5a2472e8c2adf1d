import { Organisations, type CreatedOrganisation } from '../../apps/api/src/accounts/organisations.service.js';
import type { Role } from '#libs/wire/accounts.js';
import type { Scope } from '#libs/wire/api-keys.js';
import type { TestApp } from './app.js';
import { anonymous, browserWith, cookieOf, programWith, type Sender } from './requests.js';

export const password = 'plum 47 lanterns';

/** An organisation with its administrator, `admin@<name>.example`. */
export function organisationOf(app: TestApp, name: string): Promise<CreatedOrganisation> {
  const administrator = { name: `Admin of ${name}`, email: `admin@${name}.example`, password };
  return app.application.get(Organisations).createOrganisation({ name, administrator });
}

/** A new organisation's administrator, signed in. */
export async function administratorOf(app: TestApp, name: string): Promise<Sender> {
  await organisationOf(app, name);
  return signedIn(app, `admin@${name}.example`);
}

/** Somebody of an organisation, signed in through the front door. */
export async function member(app: TestApp, organisationId: number, email: string, role: Role, vendorId?: string): Promise<Sender> {
  await app.application.get(Organisations).addMember(organisationId, { name: email, email, password, role, ...(vendorId === undefined ? {} : { vendorId }) });
  return signedIn(app, email);
}

/** A browser in which a person has signed in. */
export async function signedIn(app: TestApp, email: string): Promise<Sender> {
  return browserWith(app, await cookieFor(app, email));
}

/** The session cookie of a person who has just signed in, as it is sent back: name=value. */
export async function cookieFor(app: TestApp, email: string): Promise<string> {
  return cookieOf(await anonymous(app)('POST', '/session', { email, password }));
}

/** A program with a new key of these scopes, made by an administrator or engineer. */
export async function program(app: TestApp, maker: Sender, scopes: readonly Scope[]): Promise<{ readonly call: Sender; readonly id: string; readonly secret: string }> {
  const answer = await maker('POST', '/api-keys', { name: `for ${scopes.join(' ')}`, scopes });
  const { key, secret } = answer.body as { key: { id: string }; secret: string };
  return { call: programWith(app, secret), id: key.id, secret };
}
