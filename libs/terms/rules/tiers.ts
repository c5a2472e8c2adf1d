import { Big } from 'big.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import type { CreditTier } from '#libs/wire/terms.js';
import type { Remark } from '../finding.js';

/**
 * Rules of one list of tiers: it starts at the target, each next bound is worse, each next credit is higher. The only check that
 * tiers go through: what is priced later comes from a frozen version, which has passed it.
 */
export function tierFindings(path: string, tiers: readonly CreditTier[], target: string, direction: ObjectiveDefinition['direction']): Remark[] {
  const worse = (bound: string, than: string) => (direction === 'at-least' ? new Big(bound).lt(than) : new Big(bound).gt(than));
  const findings: Remark[] = [];
  const error = (message: string) => findings.push({ severity: 'error', path, message });
  for (const [at, tier] of tiers.entries()) {
    const before = tiers[at - 1];
    if (before === undefined) {
      if (!new Big(tier.bound).eq(target)) error(`The first tier starts at ${tier.bound}, but the target is ${target}: values between them would be a breach without a credit, or a credit without a breach`);
      if (tier.inclusive) error('The first tier must not include its bound: a value equal to the target is met');
      continue;
    }
    if (!worse(tier.bound, before.bound)) error(`Tier ${at + 1} (${tier.bound}) must be worse than tier ${at} (${before.bound})`);
    if (new Big(tier.percent).lte(before.percent)) error(`Tier ${at + 1} earns ${tier.percent} %, which is not more than the ${before.percent} % of tier ${at}`);
  }
  return findings;
}
