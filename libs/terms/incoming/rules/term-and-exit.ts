import type { ExtractionRule } from '../rule.js';

const ended = '(?:terminat|expir|end of (?:the|this) (?:agreement|term|contract))';

/** How long an agreement runs, how it ends, and what happens to data then. */
export const termAndExitRules: readonly ExtractionRule[] = [
  {
    path: 'term.firstMonths',
    patterns: ['initial term[^⟦]{0,80}{months plain}', 'initial term[^⟦]{0,80}{years plain}', '(?:agreement|contract) (?:runs|continues|is concluded|has a term|has an initial term)[^⟦]{0,40}{months plain}', '(?:agreement|contract) (?:runs|continues|is concluded|has a term|has an initial term)[^⟦]{0,40}{years plain}'],
    unless: ['renew', 'notice', 'trial', 'pilot'],
    within: ['term', 'licences', 'payment'],
  },
  { path: 'term.renewalKind', patterns: ['(?:renews?|extends?|be renewed|be extended|is renewed|is extended|prolonged) automatically', 'automatically (?:renews?|be renewed|extended?|extends?|prolonged|renewed)', 'auto-?renews?'], unless: ['not automatically', 'not renew', '(?:will|shall|does|is|be) not (?:be )?(?:auto|renew)', 'no automatic'], within: ['term', 'licences', 'payment'], value: 'automatic' },
  { path: 'term.renewalMonths', patterns: ['(?:renew|extend|prolong)[^⟦]{0,60}(?:terms?|periods?) of[^⟦]{0,20}{months plain}', '(?:renew|extend|prolong)[^⟦]{0,60}(?:terms?|periods?) of[^⟦]{0,20}{years plain}', '(?:renew|extend|prolong)[^⟦]{0,40}successive {months plain}', '(?:renew|extend|prolong)[^⟦]{0,40}successive {years plain}'], within: ['term', 'licences', 'payment'] },
  {
    path: 'term.renewalNotice',
    patterns: ['(?:renew|extend|prolong)[^⟦]*(?:{years plain} |{months plain} )?[^⟦]{0,120}{days floor|plain}[^⟦]{0,40}(?:before|prior to|in advance of) the (?:end|expiry|expiration)', '(?:renew|extend|prolong)[^⟦]*(?:{years plain} |{months plain} )?[^⟦]{0,80}unless[^⟦]{0,80}{days floor|plain}[^⟦]{0,30}notice'],
    within: ['term', 'licences', 'payment'],
  },
  {
    path: 'term.cureDays',
    patterns: ['(?:breach|default|failure)[^⟦]{0,120}(?:uncured|unremedied|not (?:been )?(?:cured|remedied)|(?:cure|remedy|remedied|cured))[^⟦]{0,60}{days plain|ceiling}', '(?:cure|remedy)[^⟦]{0,40}{days plain|ceiling} (?:of|after|from|following)[^⟦]{0,40}notice'],
    unless: ['non-payment', 'payment default', 'insolven', 'suspend', 'service level', 'credit'],
    within: ['term'],
  },
  {
    path: 'term.convenienceDays',
    patterns: ['(?:either party|each party|customer|client) may terminate[^⟦]{0,80}(?:convenience|without cause|any reason|no reason)[^⟦]{0,60}{days floor|plain}', '(?:either party|each party|customer|client) may terminate[^⟦]{0,80}at any time[^⟦]{0,60}{days floor|plain}[^⟦]{0,20}notice'],
    unless: ['breach', 'after the initial', 'may not'],
    within: ['term'],
  },
  { path: 'exit.transitionDays', patterns: ['transition(?:al)? (?:period|assistance|services)[^⟦]{0,60}{days plain|floor|ceiling}'], within: ['exit', 'term'] },
  {
    path: 'exit.retrievalDays',
    patterns: [
      `{days plain|floor|ceiling}[^⟦]{0,60}${ended}[^⟦]{0,100}(?:customer|client) may (?:\\w+ ){0,3}(?:export|retrieve|download|access)`,
      `(?:export|retrieve|download|retrieval)[^⟦]{0,100}{days plain|floor}[^⟦]{0,60}(?:after|following)[^⟦]{0,30}${ended}`,
      `(?:available for|retained for)[^⟦]{0,40}(?:export|retrieval|download)[^⟦]{0,40}{days plain|floor}`,
    ],
    unless: ['delet', 'destroy', 'eras', 'fee', 'charge'],
    within: ['exit', 'term', 'ownership'],
  },
  { path: 'exit.backupDays', patterns: ['backups?[^⟦]{0,80}(?:delet|overwrit|purg|eras|expire)[^⟦]{0,60}{days ceiling}', '(?:delet|overwrit|purg|eras)[^⟦]{0,60}backups?[^⟦]{0,60}{days ceiling}'], within: ['exit', 'term', 'ownership', 'security'] },
  { path: 'exit.certificateDays', patterns: ['certif[^⟦]{0,60}(?:deletion|erasure|destruction)[^⟦]{0,60}{days ceiling}', '{days ceiling}[^⟦]{0,60}certif[^⟦]{0,40}(?:deletion|erasure|destruction)'], within: ['exit', 'term', 'ownership'] },
  { path: 'exit.charges', patterns: ['(?:transition|export|switch|migration|return)[^⟦]{0,80}(?:free of charge|at no (?:additional |extra )?(?:charge|cost)|without (?:additional |extra )?(?:charge|cost))'], unless: ['except', 'unless', 'up to', 'first', 'exceed', 'beyond', '⟦', 'standard format'], within: ['exit', 'term'], value: 'free' },
];
