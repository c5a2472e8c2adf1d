import type { ApiKey, Scope } from '#libs/wire/api-keys.js';

export const scopeWords: Readonly<Record<Scope, string>> = {
  'events:write': 'push events',
  'outcomes:write': 'push outcomes',
  'measurements:read': 'read measurements',
  'intervals:recount': 'verify and repair intervals',
};

export type KeyState = 'active' | 'expired' | 'revoked';

export function keyState(key: ApiKey, now: number): KeyState {
  if (key.revokedAt !== null) return 'revoked';
  return key.expiresAt !== null && Date.parse(key.expiresAt) <= now ? 'expired' : 'active';
}
