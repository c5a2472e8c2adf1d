import type { CookieOptions, Request, Response } from 'express';
import { FineprintError } from '#libs/wire/errors.js';
import type { Site } from './site.js';

// The prefix makes browsers insist on Secure, Path=/ and no Domain; over plain http (loopback only) they would refuse it.
const nameOf = (site: Site): string => (site.isHttps ? '__Host-fineprint' : 'fineprint');

function optionsOf(site: Site): CookieOptions {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: site.isHttps };
}

/** Hands the session's token to the browser, out of reach for scripts. */
export function setSessionCookie(response: Response, site: Site, token: string, expiresAt: Date): void {
  response.cookie(nameOf(site), token, { ...optionsOf(site), expires: expiresAt });
}

/** Takes the cookie back, with everything else the browser keeps for this origin. */
export function clearSessionCookie(response: Response, site: Site): void {
  response.clearCookie(nameOf(site), optionsOf(site));
  response.setHeader('Clear-Site-Data', '"cache", "cookies", "storage"');
}

/**
 * The session token a request carries, or null.
 * @throws FineprintError MALFORMED when there are two: one of them was planted
 */
export function sessionTokenOf(request: Request, site: Site): string | null {
  const values = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .filter(([name]) => name === nameOf(site))
    .map(([, value = '']) => value);
  if (values.length > 1) throw new FineprintError('MALFORMED', 'The session cookie is sent twice');
  return values[0] ?? null;
}
