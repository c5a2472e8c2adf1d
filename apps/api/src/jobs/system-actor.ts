import { abilityOfRole } from '#libs/access/ability.js';
import type { Actor } from '../http/actor.js';

/** The product itself, when it acts for an organisation without anybody asking. */
export function systemActor(organisationId: number): Actor {
  return { kind: 'system', organisationId, id: 'system', name: 'Fineprint', vendorId: null, ability: abilityOfRole('administrator', null) };
}
