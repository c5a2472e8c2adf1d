import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { FineprintError } from '#libs/wire/errors.js';
import type { IngestReport } from '#libs/wire/events.js';
import { Authentication } from '../accounts/authentication.js';
import type { Actor, FineprintRequest } from '../http/actor.js';
import { liftLimit, limitArrival, whileArriving } from '../http/arrival.js';
import type { Intake } from './chunk.js';
import { IntakeService } from './intake.service.js';

const idleLimitMs = 60_000;

/** Imports as they come by HTTP. One may last for hours: its sender is asked for again, and the server's stop ends it with an answer. */
@Injectable()
export class Imports implements OnModuleDestroy {
  private readonly stopping = new AbortController();

  constructor(
    private readonly intake: IntakeService,
    private readonly authentication: Authentication,
  ) {}

  async take<Row>(actor: Actor, intake: Intake<Row>, request: FineprintRequest): Promise<IngestReport> {
    liftLimit(request);
    // Not destroyed when we stop reading: that would cut the connection before the sender has read why.
    const arriving = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    const bytes = whileArriving(arriving, this.stopping.signal, idleLimitMs);
    try {
      return await this.intake.stream(actor, intake, { headers: request.headers, bytes, mayGoOn: () => this.mayGoOn(request, intake) });
    } finally {
      if (!request.complete) limitArrival(request);
    }
  }

  /** What came is stored and answered for; stopping waits for running requests. */
  onModuleDestroy(): void {
    this.stopping.abort(new FineprintError('UNAVAILABLE', 'The server is stopping.'));
  }

  private async mayGoOn(request: FineprintRequest, { kind }: Intake<unknown>): Promise<void> {
    const actor = await this.authentication.actorOf(request);
    if (!actor) throw new FineprintError('UNAUTHENTICATED');
    if (!actor.ability.can('ingest', kind === 'event' ? 'Event' : 'Outcome')) throw new FineprintError('FORBIDDEN');
  }
}
