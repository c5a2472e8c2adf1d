import type { Request } from 'express';
import { FineprintError } from '#libs/wire/errors.js';
import { isSafe } from '../http/safe-method.js';
import type { Settings } from '../shell.module.js';

/**
 * Refuses a change that another site's page asks a signed-in browser for. Browsers send Origin with every unsafe request,
 * so with a cookie its absence is refused too; without one (a script that signs in) there is nothing to ride on.
 * @throws FineprintError ORIGIN_REFUSED
 */
export function refuseForeignOrigin(request: Request, settings: Settings, hasCookie: boolean): void {
  if (isSafe(request.method)) return;
  const fetchSite = request.headers['sec-fetch-site'];
  if (fetchSite !== undefined && fetchSite !== 'same-origin') throw new FineprintError('ORIGIN_REFUSED', 'The request came from a page of another site');
  const { origin } = request.headers;
  if (origin === undefined && !hasCookie) return;
  if (origin === undefined || !ownOrigins(request, settings).includes(origin)) {
    throw new FineprintError('ORIGIN_REFUSED', origin === undefined ? 'The request names no Origin' : `The Origin ${origin} is not this installation's address; FINEPRINT_ORIGIN names it`);
  }
}

/**
 * The origins this installation's pages are served from: the configured one, or loopback at the port the request came to.
 * The Host header is not asked: a name that was rebound to 127.0.0.1 must not allow itself.
 */
export function ownOrigins(request: Request, settings: Settings): readonly [string, ...string[]] {
  if (settings.origin !== null) return [settings.origin];
  const port = request.socket.localPort;
  return [`http://localhost:${port}`, `http://127.0.0.1:${port}`, `http://[::1]:${port}`];
}
