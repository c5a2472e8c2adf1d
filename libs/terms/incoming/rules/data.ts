import type { ExtractionRule } from '../rule.js';

const ending = '(?:terminat|expir|end of (?:the|this) (?:agreement|term|contract)|end of the retrieval|retrieval period)';

/** Who owns data, what it may train, and when it comes back and goes away. */
export const dataRules: readonly ExtractionRule[] = [
  {
    path: 'ownership.trainingUse',
    patterns: ['(?:shall|will|may|must) not[^⟦]{0,60}(?:use|process)[^⟦]{0,60}(?:customer|client|personal|your)[^⟦]{0,20}(?:data|input|content)[^⟦]{0,60}to (?:train|develop or train|train or improve|improve or train)(?: or (?:improve|fine-tune|develop))?(?: (?:any|its|a|the))?(?: (?:artificial intelligence|machine learning|machine-learning|ai|generative|large language|foundation))?(?: or (?:artificial intelligence|machine learning|ai))?(?: (?:models?|algorithms?|systems?))?(?: or (?:models?|algorithms?|systems?))? ?(?:[.;,)]|$| (?:that|which) (?:are |is )?[^⟦.]{0,40}other customers)'],
    unless: ['for (?:the benefit of|any other|third)', 'unless', 'except', 'without', 'consent', 'other than', 'aggregat', 'identif', 'save', 'third.party models'],
    value: 'never',
  },
  {
    path: 'ownership.trainingUse',
    patterns: ['(?:shall|will|may|must) not[^⟦]{0,60}(?:use|process)[^⟦]{0,60}(?:customer|client|your)[^⟦]{0,20}(?:data|input|content)[^⟦]{0,60}to (?:train|improve)[^⟦]{0,80}(?:without|unless)[^⟦]{0,40}prior written consent'],
    value: 'with-consent',
  },
  {
    path: 'ownership.trainingUse',
    patterns: ['\\bmay[^⟦]{0,40}use[^⟦]{0,60}(?:aggregated|anonymi[sz]ed)[^⟦]{0,60}(?:data|form)[^⟦]{0,60}to (?:train|improve|develop)'],
    unless: ['may not', 'individual', 'raw', 'identifiable data'],
    value: 'aggregated',
  },
  {
    path: 'ownership.outputs',
    patterns: ['(?:customer|client) (?:owns|shall own|will own|retains|is the owner of)[^⟦]{0,60}\\boutputs?\\b', '\\boutputs?\\b[^⟦.]{0,40}(?:belongs? to|is owned by|are owned by|shall be owned by|shall vest in) (?:the )?(?:customer|client)'],
    unless: ['vendor owns', 'provider owns', 'except', 'jointly', 'joint', 'other than', 'licen[cs]e'],
    value: 'customer',
  },
  {
    path: 'ownership.outputs',
    patterns: ['(?:vendor|provider|supplier|company) (?:owns|shall own|will own|retains)[^⟦]{0,60}\\boutputs?\\b', '\\boutputs?\\b[^⟦.]{0,40}(?:belongs? to|is owned by|are owned by|shall vest in) (?:the )?(?:vendor|provider|supplier)'],
    unless: ['customer (?:owns|retains)', 'client (?:owns|retains)', 'except', 'joint', 'no (?:right|claim)', 'not own', 'other than'],
    value: 'vendor',
  },
  {
    path: 'ownership.returnDays',
    patterns: [`{days ceiling}[^⟦]{0,60}${ending}[^⟦]{0,100}(?:return|hand over|provide|deliver|export)[^⟦]{0,60}(?:data|input)`, `(?:return|hand over|deliver)[^⟦]{0,80}(?:data|input)[^⟦]{0,80}{days ceiling}[^⟦]{0,60}${ending}`],
    unless: ['delet', 'destroy', 'destruct', 'eras', 'if requested', 'confidential'],
    within: ['exit', 'ownership', 'term', 'security'],
  },
  {
    path: 'ownership.deletionDays',
    patterns: [
      `(?:delete|destroy|erase)[^⟦]{0,100}(?:customer|client|personal|all|your)[^⟦]{0,20}data[^⟦]{0,100}{days ceiling}[^⟦]{0,60}${ending}`,
      `{days ceiling}[^⟦]{0,60}${ending}[^⟦]{0,100}(?:delete|destroy|erase)[^⟦]{0,60}data`,
    ],
    unless: ['backup', 'return', 'certif', 'archiv'],
    within: ['exit', 'ownership', 'term', 'security'],
  },
];
