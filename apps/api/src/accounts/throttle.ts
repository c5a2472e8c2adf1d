import { Injectable } from '@nestjs/common';
import { sha256Hex } from '#libs/evidence/sha256.js';
import { FineprintError } from '#libs/wire/errors.js';
import { Database } from '../database/database.js';
import { Clock } from '../http/clock.js';

const window = 15 * 60_000;
const perEmail = 5;
/** An office shares one address; successful sign-ins are given back, so only failures add up. */
const perAddress = 50;

/** Counts guesses in the database, before anything is hashed, so that neither a restart nor a second process starts anew. */
@Injectable()
export class Throttle {
  private sweptAt = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes one attempt to sign in. The address is counted first: one that is refused must not lock other people's accounts.
   * @throws FineprintError TOO_MANY_REQUESTS with the seconds until the window ends
   */
  async take(email: string, address: string): Promise<void> {
    const now = this.clock.now();
    await this.sweep(now);
    await this.count(keyOf('address', address), perAddress, now);
    await this.count(keyOf('email', email), perEmail, now);
  }

  /** The attempt succeeded: the e-mail starts anew, the address gets its attempt back. */
  async giveBack(email: string, address: string): Promise<void> {
    await this.database.login.query('DELETE FROM throttle WHERE key = $1', [keyOf('email', email)]);
    await this.database.login.query('UPDATE throttle SET attempts = attempts - 1 WHERE key = $1 AND attempts > 0', [keyOf('address', address)]);
  }

  private async count(key: string, limit: number, now: Date): Promise<void> {
    const { rows } = await this.database.login.query<{ window_start: Date; attempts: number }>(
      `INSERT INTO throttle (key, window_start, attempts) VALUES ($1, $2, 1)
       ON CONFLICT (key) DO UPDATE SET
         attempts = CASE WHEN throttle.window_start <= $3 THEN 1 ELSE throttle.attempts + 1 END,
         window_start = CASE WHEN throttle.window_start <= $3 THEN $2 ELSE throttle.window_start END
       RETURNING window_start, attempts`,
      [key, now, new Date(now.getTime() - window)],
    );
    const row = rows[0];
    if (row === undefined || row.attempts <= limit) return;
    const seconds = Math.max(1, Math.ceil((row.window_start.getTime() + window - now.getTime()) / 1000));
    throw new FineprintError('TOO_MANY_REQUESTS', `Too many attempts to sign in; try again in ${Math.ceil(seconds / 60)} minutes`, [], seconds);
  }

  // Every guessed e-mail leaves a row; past windows tell nothing.
  private async sweep(now: Date): Promise<void> {
    if (now.getTime() - this.sweptAt < window) return;
    this.sweptAt = now.getTime();
    await this.database.login.query('DELETE FROM throttle WHERE window_start <= $1', [new Date(now.getTime() - window)]);
  }
}

const keyOf = (kind: string, value: string): string => sha256Hex(`${kind}\n${value}`);
