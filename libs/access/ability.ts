import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import type { Role } from '#libs/wire/accounts.js';
import type { Scope } from '#libs/wire/api-keys.js';
import { permissionsOfRole, permissionsOfScope, type Action, type Permission, type Subject } from './policy.js';

export type AppAbility = MongoAbility<[Action, Subject | Record<string, unknown>]>;

/**
 * The ability of a person.
 * @param vendorId the vendor a vendor contact speaks for; null for everybody else
 */
export function abilityOfRole(role: Role, vendorId: string | null): AppAbility {
  return abilityOf(permissionsOfRole[role], vendorId);
}

/** The ability of an API key. */
export function abilityOfScopes(scopes: readonly Scope[]): AppAbility {
  return abilityOf(scopes.flatMap((scope) => permissionsOfScope[scope]), null);
}

function abilityOf(permissions: readonly Permission[], vendorId: string | null): AppAbility {
  const rules = permissions.map((permission) => ({
    action: [...permission.action],
    subject: [...permission.subject],
    ...(permission.conditions ? { conditions: bind(permission.conditions, vendorId) } : {}),
  }));
  return createMongoAbility<AppAbility>(rules as RawRuleOf<AppAbility>[]);
}

// A condition on a vendor that the caller does not have must match nothing, so null stays in place and equals no id.
function bind(conditions: Readonly<Record<string, unknown>>, vendorId: string | null): Record<string, unknown> {
  return Object.fromEntries(Object.entries(conditions).map(([field, value]) => [field, value === '$vendor' ? vendorId : value]));
}
