import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { FineprintError } from '#libs/wire/errors.js';
import { Authentication } from '../accounts/authentication.js';
import type { FineprintRequest } from './actor.js';
import { permissionKey, type DeclaredPermission } from './permission.js';

/** Finds out who calls and whether the route's declared permission is theirs. A route without a declaration is refused. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: Authentication,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const declared = this.reflector.getAllAndOverride<DeclaredPermission | undefined>(permissionKey, [context.getHandler(), context.getClass()]);
    if (!declared) throw new FineprintError('FORBIDDEN', 'This route declares no permission');
    if ('public' in declared) return true;
    const request = context.switchToHttp().getRequest<FineprintRequest>();
    const actor = await this.authentication.actorOf(request);
    if (!actor) throw new FineprintError('UNAUTHENTICATED');
    request.actor = actor;
    if ('action' in declared && !actor.ability.can(declared.action, declared.subject)) {
      throw new FineprintError(actor.kind === 'api-key' ? 'SCOPE_MISSING' : 'FORBIDDEN', `Needs the permission to ${declared.action} ${declared.subject}`);
    }
    return true;
  }
}
