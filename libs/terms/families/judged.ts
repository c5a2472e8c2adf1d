import type { ObligationRule, TermDefinition } from '#libs/wire/terms.js';

/** Levels that are owed and shown by a report, and by which report they are judged. */
const owed: Readonly<Record<string, ObligationRule>> = {
  'drift.limit': { label: 'Keep drift within the limit', owedBy: 'vendor', evidence: 'Drift report of the window, with statistic, evidence and samples' },
  'freshness.target': { label: 'Keep the stream of answers fresh', owedBy: 'vendor', evidence: 'Service report of the window, with its silences' },
  'explainability.coverage': { label: 'Give reasons with answers', owedBy: 'vendor', evidence: 'Oversight report of the window, with the share of explained events' },
  'oversight.sampleReview': { label: 'Have decisions reviewed by people', owedBy: 'customer', evidence: 'Oversight report of the window, with the share of reviewed decisions' },
  'licences.activeUsers': { label: 'Reach the share of active users', owedBy: 'vendor', evidence: 'Oversight report of the window, with active users and seats' },
  'bias.threshold': { label: 'Keep the impact ratio above its limit', owedBy: 'vendor', evidence: 'Slice report of the window, with counts of each group' },
  'bias.gapLimit': { label: 'Keep differences between groups within the limit', owedBy: 'vendor', evidence: 'Slice report of the window, with counts of each group' },
};

/**
 * Service levels that reports measure but that no objective decides: they become obligations, judged by people with the report at
 * hand, and what they are measured by is human judgement. Printing them as objectives would promise a verdict that nobody computes.
 */
export function judged(definitions: readonly TermDefinition[]): readonly TermDefinition[] {
  return definitions.map((definition): TermDefinition => {
    if (definition.effect !== 'objective') return definition;
    const obligation = owed[definition.path];
    return obligation === undefined ? { ...definition, effect: 'human judgement' } : { ...definition, effect: 'obligation', obligation };
  });
}
