import { Injectable } from '@nestjs/common';
import { FineprintError } from '#libs/wire/errors.js';
import { hashPassword, verifyPassword } from './password-hash.js';

/** Each hashing holds 19 MiB and one of Node's four pool threads for 30 ms; more at once would only wait there. */
const atOnce = 4;
/** About half a second of waiting; whoever comes later is told to come back instead of making everybody wait longer. */
const queueLimit = 16;

/** Nobody's password. Checking against it makes an unknown e-mail take as long as a known one. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$ZmluZXByaW50IG5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** Hashes and checks passwords, a few at a time. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  hash(password: string): Promise<string> {
    return this.limited(() => hashPassword(password));
  }

  /** Compares with a stored hash; without one (unknown e-mail, invitation not accepted) it takes as long and never matches. */
  async verify(password: string, stored: string | null): Promise<{ readonly matches: boolean; readonly outdated: boolean }> {
    const result = await this.limited(() => verifyPassword(password, stored ?? nobody));
    return stored === null ? { matches: false, outdated: false } : result;
  }

  private async limited<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= atOnce) {
      if (this.waiting.length >= queueLimit) throw new FineprintError('TOO_MANY_REQUESTS', 'Too many sign-ins at once; try again in a moment', [], 2);
      // The place is handed over, not freed: `running` stays the same and nobody can slip in between.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
