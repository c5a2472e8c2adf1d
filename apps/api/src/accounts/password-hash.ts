import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's argon2id floor: 19 MiB, two passes, one lane; about 30 ms here. A change takes effect at each person's next sign-in. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const tagLength = 32;

interface Phc {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly nonce: Buffer;
  readonly tag: Buffer;
}

/** A PHC string (`$argon2id$v=19$m=…,t=…,p=…$salt$tag`) of a password. The same text typed on another keyboard (NFD) gives the same password. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { message: messageOf(password), nonce, tagLength, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(tag)}`;
}

/**
 * Compares a password with a stored PHC string.
 * @returns `outdated` when it matches but was stored with another cost: hash it again now that it is known
 * @throws Error when the stored text is not an argon2id PHC string
 */
export async function verifyPassword(password: string, stored: string): Promise<{ readonly matches: boolean; readonly outdated: boolean }> {
  const { nonce, tag, ...used } = parsePhc(stored);
  const derived = await derive('argon2id', { message: messageOf(password), nonce, tagLength: tag.length, ...used });
  const matches = timingSafeEqual(derived, tag);
  const isCurrent = used.memory === cost.memory && used.passes === cost.passes && used.parallelism === cost.parallelism && tag.length === tagLength;
  return { matches, outdated: matches && !isCurrent };
}

function parsePhc(stored: string): Phc {
  const match = /^\$argon2id\$v=19\$m=(\d{2,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,})\$([A-Za-z0-9+/]{11,})$/.exec(stored);
  if (!match) throw new Error('a stored password is not an argon2id PHC string');
  const [, memory, passes, parallelism, nonce = '', tag = ''] = match;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    nonce: Buffer.from(nonce, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

const messageOf = (password: string): Buffer => Buffer.from(password.normalize('NFC'), 'utf8');
const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
