import { abilityOfRole } from '#libs/access/ability.js';
import { permissionsOfRole, type Action, type Subject } from '#libs/access/policy.js';
import { roles, type Account, type Role } from '#libs/wire/accounts.js';

export const roleWords: Readonly<Record<Role, string>> = {
  administrator: 'Administrator',
  legal: 'Legal',
  procurement: 'Procurement',
  compliance: 'Compliance',
  engineer: 'Engineer',
  'vendor-contact': 'Vendor contact',
  auditor: 'Auditor',
};

/** Whether the account's role allows an action at all. A single object may still be refused by the server. */
export function may(account: Account, action: Action, subject: Subject): boolean {
  return abilityOfRole(account.role, account.vendorId).can(action, subject);
}

/** Why an action is not offered, with who can do it; null when it is allowed. */
export function obstacle(account: Account, action: Action, subject: Subject): string | null {
  if (may(account, action, subject)) return null;
  const able = roles.filter((role) => permissionsOfRole[role].some((rule) => covers(rule.action, action, 'manage') && covers(rule.subject, subject, 'all')));
  return `Your role, ${roleWords[account.role].toLowerCase()}, does not allow this. It can be done by: ${able.map((role) => roleWords[role].toLowerCase()).join(', ')}.`;
}

function covers<Name extends string>(listed: readonly Name[], wanted: Name, everything: Name): boolean {
  return listed.includes(wanted) || listed.includes(everything);
}
