import type { ExtractionRule } from '../rule.js';

const within = ['payment', 'credits', 'scope', 'definitions'] as const;
const specialCaps = ['data protection', 'personal data', 'data breach', 'confidential', 'indemni', 'security', 'gross negligence', 'greater of', 'higher of', 'lesser of', 'lower of', 'credits? '];

/** Money: what is paid and when, how far it may rise, and how much is owed at most. */
export const feeAndLiabilityRules: readonly ExtractionRule[] = [
  {
    path: 'payment.fee',
    patterns: ['(?:monthly|per month)(?: \\w+){0,3} (?:fee|charge|subscription)[^⟦]{0,40}{money plain}', '(?:fee|charge|subscription)s?[^⟦]{0,40}{money plain} (?:per|a|each|every) (?:calendar )?month'],
    unless: ['user', 'seat', 'late', 'overage', 'additional', 'per hour', 'per 1', 'minimum'],
    within,
  },
  {
    path: 'payment.termDays',
    patterns: [
      '(?:invoices?|charges|fees|amounts|payments?)[^⟦]{0,60}(?:due|payable|paid|pay)[^⟦]{0,40}{days ceiling|plain} (?:of|after|from|following) (?:the )?(?:receipt|invoice|date of|its date|their date|delivery of)',
      '\\bpa(?:y|id)\\b[^⟦]{0,60}(?:invoices?|fees|charges)[^⟦]{0,40}{days ceiling} (?:of|after|from|following)',
      '\\bnet {days plain}',
    ],
    unless: ['late', 'overdue', 'dispute', 'suspend', 'objection', 'refund', 'interest'],
    within: ['payment', 'credits', 'scope'],
  },
  { path: 'payment.disputeDays', patterns: ['(?:dispute|object to|contest)[^⟦]{0,60}invoice[^⟦]{0,80}{days ceiling}', '{days ceiling}[^⟦]{0,60}receipt[^⟦]{0,60}(?:dispute|object to|contest)[^⟦]{0,30}invoice'], unless: ['waive the right to suspend'], within: ['payment'] },
  {
    path: 'payment.increaseCap',
    patterns: ['increases?[^⟦]{0,60}{percent ceiling}', '{percent ceiling}[^⟦]{0,40}(?:increase|higher than the)'],
    unless: ['\\bcpi\\b', 'index', 'inflation', 'greater of', 'lesser of', 'lower of', 'higher of', 'whichever', 'interest', 'per month'],
    within: ['payment', 'term', 'amendment'],
  },
  {
    path: 'payment.increaseNotice',
    patterns: ['increase[^⟦]{0,60}(?:fees|prices|charges|pricing)[^⟦]{0,60}{days floor|plain}[^⟦]{0,40}notice', '{days floor|plain}[^⟦]{0,40}notice[^⟦]{0,60}(?:increase|change) (?:in|of|to) (?:the )?(?:fees|prices|charges|pricing)'],
    within: ['payment', 'term', 'amendment'],
  },
  { path: 'payment.lockMonths', patterns: ['(?:fees|prices|charges) (?:are|shall be|will be|remain|shall remain|will remain) (?:fixed|firm|locked|unchanged)[^⟦]{0,40}{months plain|floor}', '(?:fees|prices|charges) (?:are|shall be|will be|remain|shall remain|will remain) (?:fixed|firm|locked|unchanged)[^⟦]{0,40}{years plain|floor}'], within: ['payment'] },
  {
    path: 'liability.cap',
    patterns: ['liab[^⟦]{0,120}{multiple ceiling|plain} (?:of )?(?:the )?(?:total |annual |yearly )?(?:fees|charges|amounts)', 'liab[^⟦]{0,120}{percent ceiling|plain} (?:of )?(?:the )?(?:total |annual |yearly )?(?:fees|charges|amounts)'],
    unless: specialCaps,
    within: ['liability'],
  },
  {
    path: 'liability.cap',
    patterns: ['liab[^⟦]{0,120}(?:exceed|limited to|capped at) (?:the )?(?:total |aggregate )?(?:amount of )?(?:the )?(?:total |aggregate )?(?:fees|charges|amounts) [^⟦]{0,80}{months}'],
    unless: [...specialCaps, '{multiple}', '{percent}'],
    within: ['liability'],
    value: '1',
  },
  { path: 'liability.feeMonths', patterns: ['liab[^⟦]{0,120}(?:{multiple} |{percent} )?[^⟦]{0,40}(?:fees|charges|amounts)[^⟦]{0,80}{months plain}[^⟦]{0,40}(?:preced|prior|before)'], unless: specialCaps, within: ['liability'] },
  {
    path: 'liability.dataCap',
    patterns: ['(?:data protection|personal data|data breach|security)[^⟦]{0,140}{multiple ceiling|plain} (?:of )?(?:the )?(?:total |annual |yearly )?(?:fees|charges|amounts)', '(?:data protection|personal data|data breach|security)[^⟦]{0,140}{percent ceiling|plain} (?:of )?(?:the )?(?:total |annual |yearly )?(?:fees|charges|amounts)'],
    unless: ['greater of', 'higher of', 'lesser of', 'lower of'],
    within: ['liability'],
  },
];
