import { Organisations } from '../../apps/api/src/accounts/organisations.service.js';
import type { Role } from '#libs/wire/accounts.js';
import type { Problem } from '#libs/wire/problem.js';
import type { TestApp } from './app.js';
import { cookieFor, password } from './people.js';
import { browserWith, type Received, type Sending } from './requests.js';

/** What came back, with the body the test says it expects. */
export interface Answer<Body> extends Received {
  readonly body: Body;
}

/** Somebody of an organisation at a browser. The test says which body it expects; a problem unless it says so. */
export interface Caller {
  readonly organisationId: number;
  /** The session, as a Cookie header carries it. */
  readonly cookie: string;
  get<Body = Problem>(path: string): Promise<Answer<Body>>;
  post<Body = Problem>(path: string, body?: unknown, headers?: Sending['headers']): Promise<Answer<Body>>;
  put<Body = Problem>(path: string, body: unknown, headers?: Sending['headers']): Promise<Answer<Body>>;
  delete<Body = Problem>(path: string): Promise<Answer<Body>>;
}

let people = 0;

/** A new organisation; the caller is its administrator. */
export async function foundOrganisation(app: TestApp, name = 'Harbour & Vale'): Promise<Caller> {
  const email = `administrator-${++people}@example.com`;
  const { organisationId } = await app.application.get(Organisations).createOrganisation({ name, administrator: { name: 'Ada Administrator', email, password } });
  return callerAs(app, organisationId, email);
}

/** A new person of an organisation. */
export async function join(app: TestApp, organisationId: number, role: Role, vendorId?: string): Promise<Caller> {
  const email = `${role}-${++people}@example.com`;
  await app.application.get(Organisations).addMember(organisationId, { name: `Pat ${role}`, email, password, role, ...(vendorId ? { vendorId } : {}) });
  return callerAs(app, organisationId, email);
}

async function callerAs(app: TestApp, organisationId: number, email: string): Promise<Caller> {
  const cookie = await cookieFor(app, email);
  const send = browserWith(app, cookie);
  const typed = async <Body>(method: string, path: string, body?: unknown, headers?: Sending['headers']) => (await send(method, path, body, headers)) as Answer<Body>;
  return {
    organisationId,
    cookie,
    get: (path) => typed('GET', path),
    post: (path, body, headers) => typed('POST', path, body, headers),
    put: (path, body, headers) => typed('PUT', path, body, headers),
    delete: (path) => typed('DELETE', path),
  };
}
