import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Response } from 'express';
import { FineprintError } from '#libs/wire/errors.js';
import type { Actor } from '../http/actor.js';
import { Clock } from '../http/clock.js';
import { SystemChanges } from '../jobs/system-changes.js';
import { Series } from './series.service.js';

const streamsPerAccount = 20;
/** A console shows a new batch within two seconds: this, its own quarter of a second, and what reading takes. */
const shortestGapMs = 500;
const heartbeatMs = 15_000;
/** A stream ends by itself, and the browser opens it again: so a session that was revoked does not listen on. */
const longestLifeMs = 600_000;

/** Live updates of systems: each tells that something changed, never what; the listener reads it afresh, with its own permission. */
@Injectable()
export class Streams implements OnModuleDestroy {
  private readonly open = new Map<string, Set<() => void>>();

  constructor(
    private readonly changes: SystemChanges,
    private readonly series: Series,
    private readonly clock: Clock,
  ) {}

  /** Answers with a stream of server-sent events until the client leaves. @throws FineprintError NOT_FOUND, TOO_MANY_REQUESTS */
  async start(actor: Actor, systemId: string, response: Response): Promise<void> {
    const account = `${actor.kind}:${actor.id}`;
    const streams = this.open.get(account) ?? new Set();
    if (streams.size >= streamsPerAccount) {
      throw new FineprintError('TOO_MANY_REQUESTS', `An account may have ${streamsPerAccount} streams open at a time`, [], 15);
    }
    this.open.set(account, streams);
    let sendEnd = (): void => undefined;
    const place = (): void => sendEnd();
    streams.add(place);
    const leave = (): void => {
      streams.delete(place);
      if (streams.size === 0 && this.open.get(account) === streams) this.open.delete(account);
    };
    try {
      const systemNumber = await this.series.systemNumberFor(actor, systemId);
      // Whoever left meanwhile has closed the response already, and would never be noticed to leave.
      if (response.closed) leave();
      else sendEnd = this.write(response, { organisationId: actor.organisationId, systemNumber }, leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Tells every listener to stop listening; the process is about to end. */
  onModuleDestroy(): void {
    const ends = Array.from(this.open.values(), (streams) => Array.from(streams)).flat();
    for (const end of ends) end();
  }

  private write(response: Response, system: { readonly organisationId: number; readonly systemNumber: number }, leave: () => void): () => void {
    response.status(200).setHeader('Content-Type', 'text/event-stream').setHeader('X-Accel-Buffering', 'no');
    if (response.req.method === 'HEAD') {
      response.end();
      leave();
      return () => undefined;
    }
    response.flushHeaders();
    let waiting: NodeJS.Timeout | undefined;
    let lastId = 0;
    let lastSent = -Infinity;
    const send = (event: 'measured' | 'end'): void => {
      waiting = undefined;
      const now = this.clock.now();
      // Ids grow within and across connections, also when two events share a millisecond.
      lastId = Math.max(lastId + 1, now.getTime());
      lastSent = performance.now();
      response.write(`id: ${lastId}\nevent: ${event}\ndata: ${JSON.stringify({ at: now.toISOString() })}\n\n`);
    };
    const unsubscribe = this.changes.subscribe(system, () => {
      waiting ??= setTimeout(send, Math.max(0, shortestGapMs - (performance.now() - lastSent)), 'measured');
    });
    const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs);
    const life = setTimeout(() => response.end(), longestLifeMs);
    response.on('close', () => {
      unsubscribe();
      clearTimeout(waiting);
      clearInterval(heartbeat);
      clearTimeout(life);
      leave();
    });
    send('measured');
    return () => {
      send('end');
      response.end();
    };
  }
}
