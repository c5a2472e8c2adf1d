import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Observable } from 'rxjs';
import { parseItems, parseJson } from '#libs/wire/json-text.js';
import type { FineprintRequest } from './actor.js';
import { documentBodyOf } from './document-body.js';
import { jsonBodyOf } from './json-body.js';
import { permissionKey, type DeclaredPermission } from './permission.js';

const kilobyte = 1_024;
const publicLimit = 16 * kilobyte;
const signedInLimit = 1_024 * kilobyte;
const batchLimit = 8_192 * kilobyte;

/** Routes that read their own stream. */
const streamed = /\/((events|outcomes)\/import|backtest\/file)$/;
/** Routes that take a document as it is. */
const uploaded = /\/incoming-papers\/document$/;
const batched = /\/(events|outcomes)$/;

/** Reads the body after the guard has let the caller pass: whoever may not come in makes us read nothing. */
@Injectable()
export class BodyInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FineprintRequest>();
    const { path } = request.route as { readonly path: string };
    if (!['GET', 'HEAD'].includes(request.method) && uploaded.test(path)) await documentBodyOf(request);
    else if (!['GET', 'HEAD'].includes(request.method) && !streamed.test(path)) {
      const declared = this.reflector.getAllAndOverride<DeclaredPermission>(permissionKey, [context.getHandler(), context.getClass()]);
      const isBatch = batched.test(path);
      request.body = await jsonBodyOf(request, 'public' in declared ? publicLimit : isBatch ? batchLimit : signedInLimit, isBatch ? parseItems : parseJson);
    }
    return next.handle();
  }
}
