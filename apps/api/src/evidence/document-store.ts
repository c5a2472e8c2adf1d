import type { EntityManager } from 'typeorm';
import { sha256Hex } from '#libs/evidence/sha256.js';

/** Keeps a document, a PDF if nothing else is said, under its SHA-256; the same bytes are kept once. @returns the digest, in hex */
export async function storeDocument(manager: EntityManager, organisationId: number, content: Uint8Array, now: Date, mediaType = 'application/pdf'): Promise<string> {
  const digest = sha256Hex(content);
  await manager.query(
    `INSERT INTO document (organisation_id, digest, media_type, content, created_at) VALUES ($1, $2, $5, $3, $4) ON CONFLICT DO NOTHING`,
    [organisationId, digest, Buffer.from(content), now, mediaType],
  );
  return digest;
}
