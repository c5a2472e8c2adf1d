import { permissionsOfScope } from '#libs/access/policy.js';
import type { Scope } from '#libs/wire/api-keys.js';
import type { Actor } from '../http/actor.js';

/** Whether somebody may do everything that a scope allows, and so may make a key that has it. */
export function mayGive(actor: Actor, scope: Scope): boolean {
  return permissionsOfScope[scope].every(({ action, subject }) => action.every((one) => subject.every((other) => actor.ability.can(one, other))));
}
