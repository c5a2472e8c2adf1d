import type { Request, Response } from 'express';
import { FineprintError } from '#libs/wire/errors.js';

/** Strong ETag of a draft's revision, for example "r3". */
export function setRevision(response: Response, revision: number): void {
  response.setHeader('ETag', `"r${revision}"`);
}

/**
 * The revision the client last saw, from If-Match (RFC 9110 §13.1.1).
 * @throws FineprintError PRECONDITION_REQUIRED without the header, MALFORMED when it is not one of our ETags
 */
export function requiredRevision(request: Request): number {
  const header = request.headers['if-match'];
  if (header === undefined) throw new FineprintError('PRECONDITION_REQUIRED', 'Send the ETag you last saw as If-Match, so that nobody overwrites a change unseen');
  const match = /^"r(\d{1,9})"$/.exec(header.trim());
  if (!match) throw new FineprintError('MALFORMED', 'If-Match must be the ETag of the draft, for example "r3"');
  return Number(match[1]);
}
