import { randomBytes } from 'node:crypto';
import { sha256 } from '#libs/evidence/sha256.js';

/** A secret to hand out, with the hash that is stored instead of it. 256 random bits need no slow hash. */
export interface Token {
  readonly text: string;
  readonly hash: Buffer;
}

/** A new token of 32 random bytes as 43 characters of base64url. */
export function newToken(): Token {
  const text = randomBytes(32).toString('base64url');
  return { text, hash: hashOfToken(text) };
}

/** SHA-256 of a token. */
export function hashOfToken(text: string): Buffer {
  return sha256(text);
}
