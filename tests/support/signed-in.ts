import { Organisations } from '../../apps/api/src/accounts/organisations.service.js';
import type { TestApp } from './app.js';

export const password = 'violet lantern 47 harbour';

/** What a browser of a signed-in person sends: its cookie, its origin, JSON. */
export interface SignedIn {
  readonly organisationId: number;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** A new organisation, and its administrator signed in over HTTP. */
export async function newOrganisation(app: TestApp, name: string): Promise<SignedIn> {
  const email = `admin@${name.toLowerCase().replaceAll(/[^a-z]/g, '')}.example`;
  const { organisationId } = await app.application.get(Organisations).createOrganisation({ name, administrator: { name: 'Ada Admin', email, password } });
  return signIn(app, organisationId, email);
}

/** Signs a person in over HTTP. */
export async function signIn(app: TestApp, organisationId: number, email: string): Promise<SignedIn> {
  const answer = await fetch(`${app.origin}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.origin },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return {
    organisationId,
    send: (method, path, body, headers = {}) =>
      fetch(`${app.origin}/api/v1${path}`, {
        method,
        headers: { cookie, origin: app.origin, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
