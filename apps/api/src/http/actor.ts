import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { AppAbility } from '#libs/access/ability.js';
import { FineprintError } from '#libs/wire/errors.js';

/** Who makes the request: a signed-in person, an API key, or the product itself in a job. */
export interface Actor {
  readonly kind: 'account' | 'api-key' | 'system';
  /** Internal number of the organisation. */
  readonly organisationId: number;
  /** Account id, or key id; "system" for jobs. */
  readonly id: string;
  readonly name: string;
  readonly vendorId: string | null;
  readonly ability: AppAbility;
}

export interface FineprintRequest extends Request {
  actor?: Actor;
  requestId: string;
  /** The bytes of an uploaded document; their digest is the body. */
  document?: Buffer;
}

/** The caller of a guarded route. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FineprintRequest>();
  if (!actor) throw new FineprintError('UNAUTHENTICATED');
  return actor;
});
