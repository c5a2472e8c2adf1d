import { permissionsOfScope } from '#libs/access/policy.js';
import type { Scope } from '#libs/wire/api-keys.js';
import type { Actor } from '../http/actor.js';

/** Scopes that a key has only as long as its maker may give them: they are for administrators. Those of streams outlast a change of role. */
const boundToMaker: readonly Scope[] = ['intervals:recount'];

/** The scopes of a key that still have effect. */
export function presentScopes(scopes: readonly Scope[], maker: Pick<Actor, 'ability'>): Scope[] {
  return scopes.filter((scope) => !boundToMaker.includes(scope) || mayGive(maker, scope));
}

/** Whether somebody may do everything that a scope allows, and so may make a key that has it. */
export function mayGive(actor: Pick<Actor, 'ability'>, scope: Scope): boolean {
  return permissionsOfScope[scope].every(({ action, subject }) => action.every((one) => subject.every((other) => actor.ability.can(one, other))));
}
