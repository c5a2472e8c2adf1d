import type { ExtractionRule } from '../rule.js';

const promised = '(?:shall|will|must|undertakes? to|commits? to|guarantees?|warrants?|agrees? to)';

/** Levels that are measured. Figures below a level price a credit and are never the level itself. */
export const serviceLevelRules: readonly ExtractionRule[] = [
  {
    path: 'uptime.target',
    patterns: [
      `${promised}...(?:availab|uptime|up time)...{percent floor|plain}`,
      '(?:availability|uptime)(?: percentage| level| rate)?(?: target| commitment| guarantee)?(?: of the (?:\\w+ ){1,3})?(?: in (?:each|every|any|a)...)?(?: \\([^()⟦]{1,40}\\))? (?:is|of|:|=|shall be|will be|must be|shall not be|will not be|shall not fall|will not fall|does not fall|equals)...{percent floor|plain}',
      '(?:availability|uptime)(?: percentage| level)?(?: target| commitment| guarantee)[ :|]{1,4}(?:at least |not less than )?{percent floor|plain}',
      '^[^⟦]{0,60}(?:availability|uptime)[^⟦|]{0,40}[|\\t] ?(?:at least |≥ ?|>= ?)?{percent floor|plain} ?[|\\t]?',
      '{percent floor|plain}(?: or (?:more|higher|better))?,? (?:monthly |annual |quarterly |service |overall |system )?(?:availability|uptime)',
      '(?:availab|uptime)[^⟦.]{0,20}{percent floor} of (?:the time|each|every|all|any)',
    ],
    unless: ['credit', 'rebate', 'refund', 'compensat', 'terminat', 'maintenance window', 'historic', '{percent}...(?:response|latency|request)', 'falls? (?:to|below|under)'],
    within: ['uptime', 'support', 'maintenance', 'credits', 'latency', 'definitions', 'scope'],
  },
  {
    path: 'uptime.window',
    patterns: ['(?:availab|uptime)[^⟦]{0,120}{percent floor|plain}[^⟦]{0,40}(?:calendar month|per month|each month|every month|any month|monthly)', '(?:calendar month|per month|each month|every month|any month|monthly)[^⟦]{0,120}(?:availab|uptime)[^⟦]{0,80}{percent floor|plain}'],
    unless: ['credit', 'quarter', 'year', 'annual'],
    within: ['uptime', 'credits', 'maintenance', 'support'],
    value: 'calendar-month',
  },
  {
    path: 'uptime.window',
    patterns: ['(?:availab|uptime)[^⟦]{0,120}{percent floor|plain}[^⟦]{0,40}(?:calendar quarter|per quarter|each quarter|every quarter)'],
    unless: ['credit', 'month', 'year', 'annual'],
    within: ['uptime', 'credits', 'maintenance', 'support'],
    value: 'calendar-quarter',
  },
  {
    path: 'latency.threshold',
    patterns: [
      '(?:latency|response time|respond|responses?|answered|inference)[^⟦]{0,80}(?:{percentile} )?[^⟦]{0,30}{milliseconds ceiling|below|plain}',
      '(?:latency|response time|respond|responses?|answered|inference|{percentile})[^⟦]{0,60}{seconds ceiling|below}[^⟦]{0,60}(?:{percentile}|{percent})',
      '{percentile}[^⟦]{0,40}(?:latency|response time)[^⟦]{0,40}{seconds ceiling|below}',
      '(?:latency|response time|inference)[^⟦]{0,60}{percent floor|plain}[^⟦]{0,60}{milliseconds ceiling|below|plain}',
      '{percentile}[^⟦]{0,40}(?:latency|response time)?[^⟦]{0,30}{milliseconds ceiling|below|plain}',
      '{percent floor|plain} of[^⟦]{0,60}(?:requests|calls|responses|predictions|scores)[^⟦]{0,60}{milliseconds ceiling|below|plain}',
    ],
    unless: ['credit', 'rebate', 'support', 'ticket', 'incident', 'severity'],
    within: ['latency', 'uptime', 'credits', 'support'],
  },
  {
    path: 'latency.percentile',
    patterns: ['(?:latency|response time|respond)[^⟦]{0,80}{percentile}[^⟦]{0,60}{milliseconds}', '{percentile}[^⟦]{0,60}(?:latency|response time)', '(?:latency|response time)[^⟦]{0,60}{milliseconds}[^⟦]{0,40}{percentile}'],
    unless: ['credit'],
    within: ['latency', 'uptime', 'credits', 'support'],
  },
  {
    path: 'latency.attainment',
    patterns: ['{percent floor|plain} of[^⟦]{0,60}(?:requests|calls|responses|predictions|scores)[^⟦]{0,60}{milliseconds ceiling|below|plain}', '(?:latency|response time|requests|calls)[^⟦]{0,60}{milliseconds ceiling|below|plain}[^⟦]{0,40} (?:for|in) {percent floor|plain} of'],
    unless: ['credit'],
    within: ['latency', 'uptime', 'credits', 'support'],
  },
  {
    path: 'accuracy.target',
    patterns: ['(?:accuracy|precision|recall|f1(?: score)?|specificity)(?: of (?:the|its) (?:\\w+ ){1,3})?[^⟦]{0,60}{percent floor}', '(?:accuracy|precision|recall|f1(?: score)?|specificity) (?:target )?(?:of|is|:|[|]) ?{percent floor|plain}', '{percent floor|plain} (?:accuracy|precision|recall)'],
    unless: ['credit', 'relative', 'compared', 'points?', 'drop', 'decreas', 'declin', 'below'],
    within: ['accuracy', 'uptime', 'drift', 'retraining', 'credits'],
  },
  ...(['accuracy', 'precision', 'recall', 'specificity'] as const).map(
    (metric): ExtractionRule => ({
      path: 'accuracy.metric',
      patterns: [`(?<!balanced )\\b${metric}\\b(?: of (?:the|its) (?:\\w+ ){1,3})?[^⟦]{0,60}{percent floor}`, `(?<!balanced )\\b${metric}\\b (?:target )?(?:of|is|:|[|]) ?{percent floor|plain}`, `{percent floor|plain} ${metric}\\b`],
      unless: ['credit', 'relative', 'compared', 'points?', 'drop', 'decreas', 'declin', 'below', ...['accuracy', 'precision', 'recall', 'specificity'].filter((other) => other !== metric).map((other) => `\\b${other}\\b`)],
      within: ['accuracy', 'drift', 'retraining'],
      value: metric,
    }),
  ),
];
