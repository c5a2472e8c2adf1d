import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { ownTransactionKey, permissionKey, type DeclaredPermission } from './permission.js';

/** What a route says about itself, besides its address. */
export interface RouteDeclaration {
  /** Controller.method, as operations are named in the OpenAPI document. */
  readonly operation: string;
  /** Undefined when the route declares nothing, and so is refused. */
  readonly permission: DeclaredPermission | undefined;
  /** The reason why the route does without the request's transaction; undefined for all others. */
  readonly ownTransaction: string | undefined;
}

export function operationOf(controller: string, method: string): string {
  return `${controller.replace(/Controller$/, '')}.${method}`;
}

/** Every route of the application, by reading the decorators of its controllers. */
export function routeDeclarations(application: INestApplicationContext): readonly RouteDeclaration[] {
  const reflector = application.get(Reflector);
  const declarations: RouteDeclaration[] = [];
  for (const module of application.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      for (const name of Object.getOwnPropertyNames(metatype.prototype)) {
        const handler: unknown = Reflect.get(metatype.prototype, name);
        if (name === 'constructor' || typeof handler !== 'function' || !Reflect.hasMetadata('path', handler)) continue;
        const targets = [handler as () => void, metatype];
        declarations.push({
          operation: operationOf(metatype.name, name),
          permission: reflector.getAllAndOverride<DeclaredPermission | undefined>(permissionKey, targets),
          ownTransaction: reflector.getAllAndOverride<string | undefined>(ownTransactionKey, targets),
        });
      }
    }
  }
  return declarations;
}
