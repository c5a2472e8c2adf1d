import type { CookieOptions, Request, Response } from 'express';
import { FineprintError } from '#libs/wire/errors.js';
import type { Settings } from '../shell.module.js';

// The prefix makes browsers insist on Secure, Path=/ and no Domain; over plain http (loopback only) they would refuse it.
const nameOf = (settings: Settings): string => (settings.isHttps ? '__Host-fineprint' : 'fineprint');

function optionsOf(settings: Settings): CookieOptions {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: settings.isHttps };
}

/** Hands the session's token to the browser, out of reach for scripts. */
export function setSessionCookie(response: Response, settings: Settings, token: string, expiresAt: Date): void {
  response.cookie(nameOf(settings), token, { ...optionsOf(settings), expires: expiresAt });
}

/** Takes the cookie back, with what the browser stored for this origin. Not "cookies": that would clear the whole registered domain's. */
export function clearSessionCookie(response: Response, settings: Settings): void {
  response.clearCookie(nameOf(settings), optionsOf(settings));
  response.setHeader('Clear-Site-Data', '"cache", "storage"');
}

/**
 * The session token a request carries, or null.
 * @throws FineprintError MALFORMED when there are two: one of them was planted
 */
export function sessionTokenOf(request: Request, settings: Settings): string | null {
  const values = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .filter(([name]) => name === nameOf(settings))
    .map(([, value = '']) => value);
  if (values.length > 1) throw new FineprintError('MALFORMED', 'The session cookie is sent twice');
  return values[0] ?? null;
}
