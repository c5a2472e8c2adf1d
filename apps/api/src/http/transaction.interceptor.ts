import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { FineprintError } from '#libs/wire/errors.js';
import { Database } from '../database/database.js';
import type { FineprintRequest } from './actor.js';
import { Clock } from './clock.js';
import { claimKey, idempotencyKeyOf, keepAnswer } from './idempotency.js';
import { ownTransactionKey, secretAnswerKey } from './permission.js';
import { requestContext } from './request-context.js';
import { isSafe } from './safe-method.js';

/**
 * Runs every mutating request in one transaction with its idempotency claim and its log entry: all of it is stored, or none.
 * A route that changed something without logging it is refused with 503 and rolled back.
 */
@Injectable()
export class TransactionInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FineprintRequest>();
    const targets = [context.getHandler(), context.getClass()];
    if (isSafe(request.method) || this.reflector.getAllAndOverride<string>(ownTransactionKey, targets)) return next.handle();
    const hasSecret = this.reflector.getAllAndOverride<boolean>(secretAnswerKey, targets) ?? false;
    return from(this.run(request, context.switchToHttp().getResponse<Response>(), next, hasSecret));
  }

  private async run(request: FineprintRequest, response: Response, next: CallHandler, hasSecret: boolean): Promise<unknown> {
    const { actor } = request;
    if (!actor) throw new FineprintError('UNAUTHENTICATED');
    const key = idempotencyKeyOf(request);
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const replay = key === null ? null : await claimKey(manager, actor, key, request, this.clock.now());
      if (replay) {
        response.status(replay.status).setHeader('Idempotent-Replayed', 'true');
        if (replay.etag !== null) response.setHeader('ETag', replay.etag);
        return replay.body;
      }
      const logged = requestContext.getStore()?.logged ?? 0;
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      if ((requestContext.getStore()?.logged ?? 0) === logged) throw new FineprintError('LOG_UNAVAILABLE');
      if (key !== null && !hasSecret) await keepAnswer(manager, actor, key, { status: response.statusCode, etag: response.getHeader('ETag')?.toString() ?? null, body });
      return body;
    });
  }
}
