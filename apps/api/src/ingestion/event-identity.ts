import { hash } from 'node:crypto';

/** What an event is stored under: a UUID in letters of either case, and the sender's own key when that was not a UUID itself. */
export interface EventIdentity {
  readonly uuid: string;
  readonly key: string | null;
}

/**
 * A UUID is kept as it is. Any other key becomes a UUID of version 8 (RFC 9562 §5.8) from the SHA-256 of
 * `<system slug>\n<key>`, so that the same key sent twice is the same event, and keys of two systems never meet.
 */
export function identityOf(system: string, id: string): EventIdentity {
  if (isUuid(id)) return { uuid: id, key: null };
  const digest = hash('sha256', `${system}\n${id}`);
  const variant = '89ab'.charAt(Number.parseInt(digest.charAt(16), 16) & 3);
  return {
    uuid: `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
    key: id,
  };
}

// By hand, because this is asked for every event: a third of the time of a regular expression.
function isUuid(text: string): boolean {
  if (text.length !== 36) return false;
  for (let at = 0; at < 36; at += 1) {
    const code = text.charCodeAt(at);
    if (at === 8 || at === 13 || at === 18 || at === 23) {
      if (code !== 45) return false;
    } else if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70))) return false;
  }
  return true;
}
