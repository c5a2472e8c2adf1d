import type { ExtractionRule } from '../rule.js';

/** What credits are a share of, where they stop, and how long they can be asked for. */
export const creditRules: readonly ExtractionRule[] = [
  {
    path: 'credits.monthlyCap',
    patterns: [
      '(?:credits?|rebates?)[^⟦]{0,100}{percent ceiling}[^⟦]{0,80}(?:monthly|month)',
      '(?:maximum|cap)[^⟦]{0,40}(?:credits?|rebates?)[^⟦]{0,60}{percent}[^⟦]{0,80}(?:monthly|month)',
    ],
    unless: ['annual', 'year', 'twelve', '{months}', 'availability (?:of|is|falls)'],
    within: ['credits', 'uptime', 'latency', 'support', 'liability'],
  },
  {
    path: 'credits.claimDays',
    patterns: [
      '(?:credit|rebate)[^⟦]{0,140}(?:request|claim|submit|notif|appl)[^⟦]{0,80}{days ceiling}[^⟦]{0,60}(?:end of (?:the|that|such|each)|after the (?:end|month|last day)|following the end|month)',
      '(?:request|claim|submit|notif|appl)[^⟦]{0,100}(?:credit|rebate)[^⟦]{0,100}{days ceiling}[^⟦]{0,60}(?:end of (?:the|that|such|each)|after the (?:end|month|last day)|following the end|month)',
    ],
    unless: ['provider (?:shall|will) (?:pay|apply|issue)', 'vendor (?:shall|will) (?:pay|apply|issue)', 'will be (?:paid|applied|issued)'],
    within: ['credits', 'uptime', 'latency'],
  },
  {
    path: 'credits.monthlyCharge',
    patterns: ['(?:monthly|per month)(?: \\w+){0,3} (?:fee|charge|subscription)[^⟦]{0,40}{money plain}', '(?:fee|charge|subscription)s?[^⟦]{0,40}{money plain} (?:per|a|each|every) (?:calendar )?month'],
    unless: ['user', 'seat', 'late', 'overage', 'additional', 'per hour', 'per 1'],
    within: ['payment', 'credits', 'scope', 'definitions'],
  },
];
