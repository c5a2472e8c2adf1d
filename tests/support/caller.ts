import { Organisations } from '../../apps/api/src/accounts/organisations.service.js';
import type { Role } from '#libs/wire/accounts.js';
import type { Problem } from '#libs/wire/problem.js';
import type { TestApp } from './app.js';

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON; undefined for a file. */
  readonly body: Body;
  readonly bytes: Uint8Array;
}

/** Somebody signed in, who speaks to the server over HTTP. The test says which body it expects; a problem unless it says so. */
export interface Caller {
  readonly organisationId: number;
  /** The session, as a Cookie header carries it. */
  readonly cookie: string;
  get<Body = Problem>(path: string): Promise<Answer<Body>>;
  post<Body = Problem>(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer<Body>>;
  put<Body = Problem>(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer<Body>>;
}

const password = 'correct horse battery staple 9';
let people = 0;

/** A new organisation; the caller is its administrator. */
export async function foundOrganisation(app: TestApp, name = 'Harbour & Vale'): Promise<Caller> {
  const email = `administrator-${++people}@example.com`;
  const { organisationId } = await app.application.get(Organisations).createOrganisation({ name, administrator: { name: 'Ada Administrator', email, password } });
  return signIn(app, organisationId, email);
}

/** A new person of an organisation. */
export async function join(app: TestApp, organisationId: number, role: Role, vendorId?: string): Promise<Caller> {
  const email = `${role}-${++people}@example.com`;
  await app.application.get(Organisations).addMember(organisationId, { name: `Pat ${role}`, email, password, role, ...(vendorId ? { vendorId } : {}) });
  return signIn(app, organisationId, email);
}

async function signIn(app: TestApp, organisationId: number, email: string): Promise<Caller> {
  const answer = await send<unknown>(app, 'POST', '/session', {}, { email, password });
  if (answer.status >= 300) throw new Error(`signing in failed: ${JSON.stringify(answer.body)}`);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return {
    organisationId,
    cookie,
    get: (path) => send(app, 'GET', path, { cookie }),
    post: (path, body, headers) => send(app, 'POST', path, { cookie, ...headers }, body),
    put: (path, body, headers) => send(app, 'PUT', path, { cookie, ...headers }, body),
  };
}

async function send<Body>(app: TestApp, method: string, path: string, headers: Readonly<Record<string, string>>, body?: unknown): Promise<Answer<Body>> {
  const response = await fetch(`${app.origin}/api/v1${path}`, {
    method,
    headers: { origin: app.origin, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const parsed: unknown = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined;
  return { status: response.status, headers: response.headers, body: parsed as Body, bytes };
}
