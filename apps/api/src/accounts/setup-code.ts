import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../http/clock.js';
import { hashOfToken, newToken } from './tokens.js';

const lifetime = 24 * 3_600_000;

/** The one-time code of the set-up link. It lives in memory: whoever can read it can start the server anyway. */
@Injectable()
export class SetupCode {
  private issued: { readonly hash: Buffer; readonly expiresAt: Date } | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A new code to print, good for 24 hours; null when the installation is set up already. */
  async issue(): Promise<string | null> {
    if (await this.isSetUp()) return null;
    const token = newToken();
    this.issued = { hash: token.hash, expiresAt: new Date(this.clock.now().getTime() + lifetime) };
    return token.text;
  }

  matches(text: string): boolean {
    return this.issued !== null && this.clock.now() < this.issued.expiresAt && timingSafeEqual(hashOfToken(text), this.issued.hash);
  }

  /** The code has done its work. */
  spend(): void {
    this.issued = null;
  }

  async isSetUp(): Promise<boolean> {
    const { rowCount } = await this.database.login.query('SELECT 1 FROM organisation LIMIT 1');
    return rowCount !== 0;
  }
}
