import { hash } from 'node:crypto';

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** What an event is stored under: a UUID, and the sender's own key when that was not a UUID itself. */
export interface EventIdentity {
  readonly uuid: string;
  readonly key: string | null;
}

/**
 * A UUID is kept as it is. Any other key becomes a UUID of version 8 (RFC 9562 §5.8) from the SHA-256 of
 * `<system slug>\n<key>`, so that the same key sent twice is the same event, and keys of two systems never meet.
 */
export function identityOf(system: string, id: string): EventIdentity {
  if (id.length === 36 && uuid.test(id)) return { uuid: id.toLowerCase(), key: null };
  const digest = hash('sha256', `${system}\n${id}`);
  const variant = '89ab'.charAt(Number.parseInt(digest.charAt(16), 16) & 3);
  return {
    uuid: `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
    key: id,
  };
}
