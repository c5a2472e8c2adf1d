import { Big } from 'big.js';
import type { ApprovalCondition, ApprovalRule, RequiredApproval } from '#libs/wire/approvals.js';
import type { Money } from '#libs/wire/scalars.js';
import type { Family, Finding } from '#libs/wire/terms.js';

/** What the rules of an organisation look at. Null where the draft does not say. */
export interface ApprovalFacts {
  readonly monthlyCharge: Money | null;
  /** Months from the first to the last day, begun ones counted whole; null without a last day. */
  readonly months: number | null;
  readonly severities: readonly Finding['severity'][];
  /** Families whose text differs from the last version; all of them before there is one. */
  readonly changedFamilies: readonly Family[];
}

const ranks: Readonly<Record<Finding['severity'], number>> = { note: 1, warning: 2, error: 3 };
const monthsOfYear = 12;

/**
 * The approvals that the rules ask for, each role once, in the order in which the rules name them. A value that is not known, or in
 * another currency, counts as reached: what cannot be compared is looked at by a person.
 */
export function requiredApprovals(rules: readonly ApprovalRule[], facts: ApprovalFacts): RequiredApproval[] {
  const required: RequiredApproval[] = [];
  for (const { name, when, approvers } of rules) {
    const reason = reasonFor(when, facts);
    if (reason === null) continue;
    for (const role of approvers) {
      const known = required.find((approval) => approval.role === role);
      if (known) known.because.push({ rule: name, reason });
      else required.push({ role, because: [{ rule: name, reason }] });
    }
  }
  return required;
}

/** Why a condition holds, or null. */
function reasonFor(when: ApprovalCondition, facts: ApprovalFacts): string | null {
  switch (when.kind) {
    case 'always':
      return 'every draft';
    case 'value':
      return valueReason(when, facts);
    case 'severity': {
      const worst = facts.severities.toSorted((one, other) => ranks[other] - ranks[one])[0];
      return worst !== undefined && ranks[worst] >= ranks[when.atLeast] ? `the review has a finding of severity ${worst}` : null;
    }
    case 'family': {
      const changed = when.families.filter((family) => facts.changedFamilies.includes(family));
      return changed.length === 0 ? null : `changed: ${changed.join(', ')}`;
    }
  }
}

function valueReason({ basis, atLeast }: Extract<ApprovalCondition, { kind: 'value' }>, { monthlyCharge, months }: ApprovalFacts): string | null {
  if (monthlyCharge === null) return 'the charge is not known';
  if (monthlyCharge.currency !== atLeast.currency) return `the charge is in ${monthlyCharge.currency}, the limit in ${atLeast.currency}`;
  if (basis === 'total' && months === null) return 'the term has no end, so neither has the total';
  const value = new Big(monthlyCharge.amount).times(basis === 'annual' ? monthsOfYear : (months ?? 0));
  return value.gte(atLeast.amount) ? `${value.toFixed(2)} ${monthlyCharge.currency} ${basis === 'annual' ? 'a year' : 'in total'}, from ${atLeast.amount} ${atLeast.currency} on` : null;
}

/** Whole and begun months between two calendar dates, both included; null without a last day. */
export function monthsBetween(from: string, until: string | null): number | null {
  if (until === null) return null;
  const [start, end] = [from, until].map((date) => date.split('-').map(Number));
  const [year = 0, month = 0, day = 1] = start ?? [];
  const [lastYear = 0, lastMonth = 0, lastDay = 1] = end ?? [];
  return Math.max(1, (lastYear - year) * monthsOfYear + (lastMonth - month) + (lastDay >= day ? 1 : 0));
}
