import type { ExtractionRule } from '../rule.js';

const first = '(?:severity|priority|sev|p) ?-? ?(?:1|one)\\b|\\bp1\\b|\\bcritical\\b';
const second = '(?:severity|priority|sev) ?-? ?(?:2|two)\\b|\\bp2\\b';
const others = ['\\bp2\\b', '\\bp3\\b', '(?:severity|priority|sev) ?-? ?[2-4]', 'high priority', 'medium'];
const responds = '(?:respon|first reply|initial reply|acknowledge)';

/** What the vendor does from day to day: support, maintenance, incidents, security, other companies, audits and models. */
export const operationRules: readonly ExtractionRule[] = [
  { path: 'support.responseP1', patterns: [`(?:${first})[^⟦]{0,80}${responds}[^⟦]{0,60}{minutes ceiling}`, `(?:${first})[^⟦]{0,80}${responds}[^⟦]{0,60}{hours ceiling}`, `${responds}[^⟦]{0,60}(?:${first})[^⟦]{0,60}{minutes ceiling}`, `${responds}[^⟦]{0,60}(?:${first})[^⟦]{0,60}{hours ceiling}`], unless: [...others, 'business hours?⟧', 'restor', 'resol'], within: ['support', 'incidents'] },
  { path: 'support.responseP2', patterns: [`(?:${second})[^⟦]{0,80}${responds}[^⟦]{0,60}{minutes ceiling}`, `(?:${second})[^⟦]{0,80}${responds}[^⟦]{0,60}{hours ceiling}`], unless: ['\\bp[13]\\b', '(?:severity|priority|sev) ?-? ?[134]', 'critical', 'restor', 'resol'], within: ['support', 'incidents'] },
  { path: 'support.restoreP1', patterns: [`(?:${first})[^⟦]{0,100}(?:restor|resol)[^⟦]{0,60}{hours ceiling}`], unless: [...others, responds], within: ['support', 'incidents'] },
  { path: 'maintenance.noticeDays', patterns: ['maintenance[^⟦]{0,80}{days floor}[^⟦]{0,40}(?:notice|in advance|before|prior|beforehand)', '{days floor}[^⟦]{0,40}notice[^⟦]{0,60}(?:planned|scheduled) maintenance'], unless: ['emergency'], within: ['maintenance', 'uptime', 'support'] },
  { path: 'maintenance.hoursPerMonth', patterns: ['maintenance[^⟦]{0,100}{hours ceiling} (?:per|a|in (?:any|each|a)|each|every) (?:calendar )?month'], within: ['maintenance', 'uptime', 'support'] },
  {
    path: 'incidents.noticeHours',
    patterns: ['(?:notif|inform|report|notice)[^⟦]{0,100}(?:incident|breach)[^⟦]{0,100}{hours ceiling}', '(?:incident|breach)[^⟦]{0,80}(?:notif|inform|report)[^⟦]{0,60}{hours ceiling}', '{hours ceiling} (?:of|after) (?:becoming aware|discover)[^⟦]{0,80}(?:notif|inform|report)'],
    unless: ['update', 'authority', 'root cause', 'business hour'],
    within: ['incidents', 'security'],
  },
  { path: 'incidents.rootCauseDays', patterns: ['root.cause[^⟦]{0,80}{workingDays ceiling}', '{workingDays ceiling}[^⟦]{0,60}root.cause'], within: ['incidents', 'security', 'support'] },
  { path: 'subprocessors.noticeDays', patterns: ['sub-?(?:processor|contractor)[^⟦]{0,100}{days floor|plain}[^⟦]{0,40}(?:in advance|notice|before|prior|beforehand)', '{days floor|plain}[^⟦]{0,40}notice[^⟦]{0,60}sub-?(?:processor|contractor)'], unless: ['object within', 'terminat'], within: ['subprocessors', 'security', 'residency'] },
  { path: 'subprocessors.objectionDays', patterns: ['object[^⟦]{0,80}{days ceiling}'], unless: ['invoice'], within: ['subprocessors'] },
  { path: 'security.certificates', patterns: ['(?:maintain|hold|certified|certification)[^⟦]{0,80}iso(?:/iec)? ?27001[^⟦]{0,60}\\band\\b[^⟦]{0,30}soc 2', '(?:maintain|hold|certified|certification)[^⟦]{0,80}soc 2[^⟦]{0,60}\\band\\b[^⟦]{0,30}iso(?:/iec)? ?27001'], unless: ['\\bor\\b', 'hosting provider', 'data cent', 'equivalent', 'not '], within: ['security'], value: ['iso-27001', 'soc-2'] },
  { path: 'security.certificates', patterns: ['(?:maintain|hold|certified|certification)[^⟦]{0,80}iso(?:/iec)? ?27001'], unless: ['\\bor\\b', 'soc 2', 'hosting provider', 'data cent', 'equivalent', 'not ', '27701', '42001'], within: ['security'], value: ['iso-27001'] },
  { path: 'security.encryption', patterns: ['encrypt[^⟦.]{0,60}in transit and at rest', 'encrypt[^⟦.]{0,60}at rest and in transit'], unless: ['not ', 'where (?:possible|practicable|available)', 'may '], within: ['security', 'residency'], value: ['in-transit', 'at-rest'] },
  { path: 'security.penetrationTestMonths', patterns: ['penetration test[^⟦]{0,60}(?:annually|once (?:a|per|each|every) (?:calendar )?year|every year|each year|yearly)', '(?:annual|yearly) penetration test'], unless: ['upon request', 'may '], within: ['security', 'audit'], value: '12' },
  { path: 'security.confidentialityMonths', patterns: ['(?:confidential|obligations)[^⟦]{0,120}{years plain|floor} (?:after|following)[^⟦]{0,30}(?:terminat|expir)', '(?:confidential|obligations)[^⟦]{0,120}{months plain|floor} (?:after|following)[^⟦]{0,30}(?:terminat|expir)'], within: ['security'] },
  { path: 'security.recoveryHours', patterns: ['(?:recovery time objective|\\brto\\b)[^⟦]{0,40}{hours}'], within: ['security', 'continuity'] },
  { path: 'security.recoveryPointHours', patterns: ['(?:recovery point objective|\\brpo\\b)[^⟦]{0,40}{hours}'], within: ['security', 'continuity'] },
  { path: 'audit.perYear', patterns: ['audit[^⟦]{0,120}\\b(?:once|one time)\\b (?:per|a|each|every|in (?:any|each|a)) (?:calendar |contract )?(?:year|twelve)', '\\bone audit (?:per|a|each|every|in (?:any|each|a)) (?:calendar |contract )?year'], unless: ['more than once', 'penetration'], within: ['audit'], value: '1' },
  { path: 'audit.noticeDays', patterns: ['audit[^⟦]{0,140}{workingDays floor|plain}[^⟦]{0,30}notice', '{workingDays floor|plain}[^⟦]{0,30}notice[^⟦]{0,60}audit'], within: ['audit'] },
  { path: 'modelChange.noticeDays', patterns: ['(?:model|version)[^⟦]{0,100}{days floor|plain}[^⟦]{0,40}(?:notice|in advance|before|prior|beforehand)', '{days floor|plain}[^⟦]{0,40}(?:notice|in advance)[^⟦]{0,80}model'], unless: ['sub-?processor', 'fee', 'price'], within: ['modelChange'] },
  { path: 'modelChange.rollbackDays', patterns: ['(?:previous|earlier|prior)[^⟦]{0,20}version[^⟦]{0,80}{days floor|plain}'], unless: ['notice', 'within'], within: ['modelChange'] },
  { path: 'retraining.maxDays', patterns: ['re-?train[^⟦]{0,120}{days ceiling}', '{days ceiling}[^⟦]{0,80}re-?train'], unless: ['every', 'report'], within: ['retraining', 'drift', 'accuracy'] },
  { path: 'drift.statistic', patterns: ['(?:population stability index|\\bpsi\\b)[^⟦]{0,80}{ratio}'], unless: ['kolmogorov', 'jensen'], within: ['drift', 'retraining'], value: 'psi' },
  { path: 'drift.limit', patterns: ['(?:population stability index|\\bpsi\\b)[^⟦]{0,80}{ratio ceiling|above|below}'], unless: ['kolmogorov', 'jensen'], within: ['drift', 'retraining'] },
  { path: 'bias.threshold', patterns: ['impact ratio[^⟦]{0,60}{ratio floor|below}', 'impact ratio[^⟦]{0,60}{percent floor|below}'], within: ['bias'] },
  { path: 'bias.auditMonths', patterns: ['bias audit[^⟦]{0,60}(?:annually|once (?:a|per|each|every) (?:calendar )?year|every year|each year|yearly)', '(?:annual|yearly) bias audit'], within: ['bias', 'audit'], value: '12' },
  { path: 'licences.seats', patterns: ['(?:licen[cs]e|subscription|access)[^⟦]{0,60}{count plain|ceiling}'], unless: ['additional', 'per user', 'reduc'], within: ['licences', 'scope', 'payment'] },
  { path: 'amendment.unilateralDays', patterns: ['may (?:modify|amend|change|update|revise) (?:these|the|this) (?:terms|agreement|conditions)[^⟦]{0,80}{days floor|plain}[^⟦]{0,30}notice'], unless: ['written agreement', 'both parties', 'mutual', 'may not'], within: ['amendment'] },
  { path: 'amendment.deprecationDays', patterns: ['(?:deprecat|discontinu|withdraw)[^⟦]{0,100}{days floor|plain}[^⟦]{0,30}notice', '{days floor|plain}[^⟦]{0,30}notice[^⟦]{0,80}(?:deprecat|discontinu|withdraw)'], within: ['amendment', 'modelChange'] },
  { path: 'continuity.forceMajeureDays', patterns: ['force majeure[^⟦]{0,120}{days above|plain}'], within: ['continuity'] },
  { path: 'governance.meetingMonths', patterns: ['quarterly (?:business |service )?review', '(?:meet|review meetings?)[^⟦]{0,40}(?:quarterly|every quarter|once a quarter|each quarter)'], within: ['governance'], value: '3' },
  ...(['storage', 'processing'] as const).map(
    (what): ExtractionRule => ({
      path: `residency.${what}`,
      patterns: [`(?:${what === 'storage' ? 'stored|hosted' : 'processed'})[^⟦.]{0,80}(?:with)?in the (?:european union|eu\\b)(?! ?(?:or|and|/))`],
      unless: ['\\bmay\\b', '\\bor\\b', 'outside', 'except', 'unless', 'primarily', 'other than', 'not '],
      within: ['residency', 'security'],
      value: ['EU'],
    }),
  ),
];
