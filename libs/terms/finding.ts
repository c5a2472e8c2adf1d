import { families, type Finding } from '#libs/wire/terms.js';

/** What a rule says of a draft, before it is known which rule it was. */
export type Remark = Pick<Finding, 'severity' | 'path' | 'message'> & Partial<Pick<Finding, 'family' | 'source' | 'fix'>>;

/** Remarks as findings of a rule; their family is that of the term they are about. */
export function findingsOf(rule: string, remarks: readonly Remark[]): Finding[] {
  return remarks.map((remark) => ({ family: families.find((family) => remark.path.startsWith(`${family}.`)) ?? null, source: null, fix: null, ...remark, rule }));
}

const order = ['error', 'warning', 'note'] as const;

/** Worst first; otherwise in the order in which they were found. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
}
