import { sha256Hex } from '#libs/evidence/sha256.js';
import { FineprintError } from '#libs/wire/errors.js';
import { paperDocumentLimit, wordMediaType } from '#libs/wire/incoming-papers.js';
import type { FineprintRequest } from './actor.js';
import { arrived } from './arrived.js';

/**
 * Reads an uploaded Word document. What is said about it and its digest become the body, so that a repeated request is recognised.
 * @throws FineprintError MEDIA_TYPE; ENCODING; BODY_TOO_LARGE; MALFORMED
 */
export async function documentBodyOf(request: FineprintRequest): Promise<void> {
  const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType !== wordMediaType) throw new FineprintError('MEDIA_TYPE', `Send a Word document (.docx) as ${wordMediaType}`);
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw new FineprintError('ENCODING', 'A document is packed already; send it without Content-Encoding');
  request.document = await arrived(request, paperDocumentLimit);
  request.body = { query: request.query, digest: sha256Hex(request.document) };
}
