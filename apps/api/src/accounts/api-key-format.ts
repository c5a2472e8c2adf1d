import { sha256 } from '#libs/evidence/sha256.js';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const lookupLength = 10;
const secretLength = 43;
const checksumLength = 6;
const shape = new RegExp(`^fp_live_([0-9A-Za-z]{${lookupLength}})_([0-9A-Za-z]{${secretLength}})([0-9A-Za-z]{${checksumLength}})$`);

/** What a key says about itself: the part it is found by, and the hash that is stored. */
export interface ApiKeyParts {
  readonly lookup: string;
  readonly hash: Buffer;
}

/**
 * Writes a key: `fp_live_` + 10-character id + `_` + 32 bytes in base62 + CRC32 of all that in base62. The underscores keep it
 * one word for a double click; the prefix lets secret scanners find it; the checksum tells a typing error from a guess.
 * @param random 40 random bytes: 8 for the id, 32 for the secret
 */
export function formatApiKey(random: Buffer): { readonly text: string } & ApiKeyParts {
  if (random.length !== 40) throw new RangeError('a key is made of 40 random bytes');
  const lookup = base62(random.subarray(0, 8), lookupLength + 1).slice(-lookupLength);
  const body = `fp_live_${lookup}_${base62(random.subarray(8), secretLength)}`;
  const text = body + checksumOf(body);
  return { text, lookup, hash: sha256(text) };
}

/** The parts of a key, or null when its shape or checksum is wrong: no need to ask the database then. */
export function parseApiKey(text: string): ApiKeyParts | null {
  const lookup = shape.exec(text)?.[1];
  if (lookup === undefined) return null;
  const body = text.slice(0, -checksumLength);
  return text.slice(-checksumLength) === checksumOf(body) ? { lookup, hash: sha256(text) } : null;
}

/** What a key is recognised by in a list or a configuration file. */
export const prefixOf = (lookup: string): string => `fp_live_${lookup}`;


function checksumOf(body: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return base62(bytes, checksumLength);
}

function base62(bytes: Buffer, length: number): string {
  let number = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= 62n) text = alphabet.charAt(Number(number % 62n)) + text;
  return text.padStart(length, '0');
}
