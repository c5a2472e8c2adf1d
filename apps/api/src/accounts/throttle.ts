import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { sha256Hex } from '#libs/evidence/sha256.js';
import { FineprintError } from '#libs/wire/errors.js';
import { Database } from '../database/database.js';
import { Clock } from '../http/clock.js';

const window = 15 * 60_000;
/** One address guessing one person's password. */
const perPair = 5;
/** The same person from everywhere: guessing from many addresses ends too, but one address cannot shut the person out. */
const perEmail = 100;
/** A whole company may share one address, so beyond this it only waits. */
const perAddress = 200;
const slowedMs = 1_000;

/**
 * Counts guesses in the database, before anything is hashed, so that neither a restart nor a second process starts anew.
 * Whoever has a session is not asked: sessions go on while sign-ins are refused.
 */
@Injectable()
export class Throttle {
  private sweptAt = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes one attempt to sign in. The pair is counted first: what is refused for it must not add up against the person.
   * @throws FineprintError TOO_MANY_REQUESTS with the seconds until the window ends
   */
  async take(email: string, address: string): Promise<void> {
    const now = this.clock.now();
    await this.sweep(now);
    refuseBeyond(perPair, await this.count(pairKey(email, address), now), now);
    refuseBeyond(perEmail, await this.count(keyOf('email', email), now), now);
    const { attempts } = await this.count(keyOf('address', address), now);
    if (attempts > perAddress) await setTimeout(slowedMs);
  }

  /** The attempt succeeded: the pair starts anew, the person and the address get their attempt back. */
  async giveBack(email: string, address: string): Promise<void> {
    await this.database.login.query('DELETE FROM throttle WHERE key = $1', [pairKey(email, address)]);
    await this.database.login.query('UPDATE throttle SET attempts = attempts - 1 WHERE key = ANY($1) AND attempts > 0', [[keyOf('email', email), keyOf('address', address)]]);
  }

  private async count(key: string, now: Date): Promise<Counted> {
    const { rows } = await this.database.login.query<Counted>(
      `INSERT INTO throttle (key, window_start, attempts) VALUES ($1, $2, 1)
       ON CONFLICT (key) DO UPDATE SET
         attempts = CASE WHEN throttle.window_start <= $3 THEN 1 ELSE throttle.attempts + 1 END,
         window_start = CASE WHEN throttle.window_start <= $3 THEN $2 ELSE throttle.window_start END
       RETURNING window_start, attempts`,
      [key, now, new Date(now.getTime() - window)],
    );
    return rows[0] ?? { window_start: now, attempts: 1 };
  }

  // Every guessed e-mail leaves a row; past windows tell nothing.
  private async sweep(now: Date): Promise<void> {
    if (now.getTime() - this.sweptAt < window) return;
    this.sweptAt = now.getTime();
    await this.database.login.query('DELETE FROM throttle WHERE window_start <= $1', [new Date(now.getTime() - window)]);
  }
}

interface Counted {
  readonly window_start: Date;
  readonly attempts: number;
}

function refuseBeyond(limit: number, { window_start, attempts }: Counted, now: Date): void {
  if (attempts <= limit) return;
  const seconds = Math.max(1, Math.ceil((window_start.getTime() + window - now.getTime()) / 1000));
  throw new FineprintError('TOO_MANY_REQUESTS', `Too many attempts to sign in; try again in ${Math.ceil(seconds / 60)} minutes`, [], seconds);
}

const pairKey = (email: string, address: string): string => keyOf('pair', `${email}\n${address}`);
const keyOf = (kind: string, value: string): string => sha256Hex(`${kind}\n${value}`);
