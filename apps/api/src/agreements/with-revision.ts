import type { Response } from 'express';
import { setRevision } from '../http/etag.js';

/** The answer, with its revision as ETag: what a client sends back as If-Match. */
export async function withRevision<T extends { readonly revision: number }>(response: Response, answer: Promise<T>): Promise<T> {
  const body = await answer;
  setRevision(response, body.revision);
  return body;
}
