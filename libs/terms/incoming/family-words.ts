import type { Family } from '#libs/wire/terms.js';

/** Words and phrases that speak for a family, with their weights: 1 a hint, 3 telling, 5 hardly ever meant otherwise. */
type WordList = Readonly<Record<string, number>>;

/** Nouns match in singular and plural. Phrases match word by word, whatever stands between words in print. */
export const familyWords: Readonly<Record<Family, WordList>> = {
  definitions: { definitions: 5, interpretation: 4, means: 1, 'defined terms': 4, 'have the meaning': 3, 'has the meaning': 3, 'shall mean': 3, 'headings are for convenience': 4 },
  parties: { parties: 1, 'made between': 5, 'entered into between': 5, 'entered into by and between': 5, 'by and between': 4, 'registered office': 3, 'company number': 3, 'order of precedence': 5, 'effective date': 1, 'registered in': 2, 'hereinafter': 2 },
  scope: { scope: 3, 'scope of services': 5, 'description of services': 4, 'the services': 1, 'intended purpose': 5, 'permitted use': 3, 'acceptable use': 4, 'affiliates may use': 3, 'excluded uses': 4, 'prohibited uses': 4, 'service description': 4 },
  implementation: { implementation: 4, 'go live': 5, 'acceptance tests': 4, 'acceptance criteria': 4, 'acceptance testing': 4, onboarding: 3, configuration: 2, 'project plan': 3, 'deemed accepted': 4 },
  rollout: { rollout: 4, 'roll out': 4, 'phased': 3, 'pilot': 4, 'pilot phase': 4, 'learning period': 5, 'ramp up': 3, 'stabilisation period': 3, 'stabilization period': 3 },
  ownership: { 'customer data': 2, 'ownership of data': 5, 'data ownership': 5, 'owns customer data': 4, 'train models': 4, 'training data': 3, 'train its models': 4, 'to train': 3, 'training of models': 4, 'model training': 4, 'usage data': 3, 'owns all right title and interest in customer data': 5, 'owner of input': 3, 'customer inputs': 3, 'inputs and outputs': 3, 'de identified': 2, 'aggregated': 2 },
  ip: { 'intellectual property': 5, 'intellectual property rights': 5, 'ip rights': 4, 'proprietary rights': 4, 'derived models': 3, 'derivative works': 3, 'all right title and interest': 3, feedback: 2, 'trademarks': 2, 'reserves all rights': 3, copyrights: 2, patents: 2 },
  security: { security: 3, 'information security': 4, 'security measures': 4, confidential: 2, confidentiality: 5, 'confidential information': 5, encryption: 4, encrypted: 3, 'iso 27001': 5, 'soc 2': 5, 'penetration tests': 5, 'penetration testing': 5, 'receiving party': 3, 'disclosing party': 3, 'non disclosure': 4, 'technical and organisational measures': 4, 'technical and organizational measures': 4 },
  residency: { residency: 4, 'data residency': 5, 'data location': 5, 'hosting location': 5, 'hosted in': 3, 'stored in': 2, 'processed in': 2, 'european union': 1, 'international transfers': 5, 'cross border': 4, 'standard contractual clauses': 4, 'third country': 3, 'data centres': 3, 'data centers': 3 },
  subprocessors: { subprocessors: 5, 'sub processors': 5, 'sub processing': 4, subcontractors: 3, 'sub contractors': 3, subcontracting: 4 },
  uptime: { uptime: 5, availability: 3, available: 2, 'service availability': 4, 'monthly uptime percentage': 5, downtime: 3, unavailability: 2, 'availability percentage': 4, outages: 2 },
  latency: { latency: 5, 'response times': 2, 'api response': 3, milliseconds: 4, 'ms': 3, percentile: 4, 'p95': 4, 'p99': 4, throughput: 2 },
  accuracy: { accuracy: 5, precision: 4, recall: 3, 'model performance': 4, 'model quality': 4, 'predictive performance': 5, 'auc': 4, 'prediction quality': 5, 'quality of predictions': 5, 'top decile': 3, 'f1': 3, 'lift': 2, 'false positives': 3, 'score quality': 4 },
  drift: { drift: 5, 'data drift': 5, 'model drift': 5, 'concept drift': 5, 'population stability': 5, 'psi': 3, 'distribution shift': 4 },
  freshness: { freshness: 5, 'data freshness': 5, 'stale': 3, 'refreshed': 3, 'refresh interval': 4, 'up to date scores': 4, 're scored': 3 },
  support: { support: 3, 'support services': 3, 'technical support': 4, 'customer support': 4, 'support hours': 5, 'helpdesk': 4, 'help desk': 4, 'severity': 3, 'priority 1': 3, p1: 3, 'initial response': 4, 'first response': 4, tickets: 3, 'business hours': 1 },
  maintenance: { maintenance: 3, 'scheduled maintenance': 4, 'planned maintenance': 4, 'emergency maintenance': 4, 'maintenance windows': 5 },
  credits: { 'service credits': 5, credits: 3, 'credit request': 3, 'sole and exclusive remedy': 2, 'earn back': 4, 'percentage of the monthly fee': 3, 'of the monthly fee': 2 },
  retraining: { retraining: 5, retrain: 5, retrained: 5, 'recalibration': 4, recalibrate: 4, 'fine tuning': 3, 're training': 5, 'model refresh': 3 },
  modelChange: { 'model changes': 5, 'change of model': 5, 'new model version': 5, 'model version': 3, 'model updates': 4, 'model update': 4, 'roll back': 3, rollback: 4, 'change notice': 3, 'underlying model': 3, 'changes to the model': 5 },
  explainability: { explainability: 5, explanations: 4, explanation: 4, 'reason codes': 5, 'reasons for each score': 5, interpretability: 4, 'contributing factors': 4, 'model cards': 3 },
  oversight: { 'human oversight': 5, 'human review': 4, 'human in the loop': 5, override: 4, overridden: 3, 'meaningful human': 4, 'automated decisions': 2 },
  bias: { bias: 5, fairness: 5, discrimination: 3, discriminatory: 3, 'protected characteristics': 4, 'protected groups': 4, 'impact ratio': 5, 'disparate impact': 5, 'bias audit': 6 },
  incidents: { incidents: 3, 'security incident': 4, 'personal data breach': 5, 'data breach': 4, 'incident notification': 5, 'root cause': 4, 'becoming aware': 3, 'incident response': 4, 'serious incident': 4 },
  governance: { governance: 5, 'account manager': 5, 'service reviews': 4, 'review meetings': 4, 'steering committee': 5, escalation: 4, 'quarterly business review': 5, reporting: 3, 'monthly report': 4, 'service reports': 4 },
  licences: { 'licence grant': 5, 'license grant': 5, 'grants customer': 3, 'non exclusive': 3, 'non transferable': 3, 'authorised users': 4, 'authorized users': 4, 'user licences': 5, 'user licenses': 5, seats: 4, 'named users': 4, 'true up': 4, licences: 3, licenses: 3, license: 2, licence: 2, 'user training': 3, adoption: 3 },
  payment: { fees: 3, payment: 4, invoice: 3, invoiced: 3, 'late payment': 4, taxes: 3, pricing: 3, prices: 3, 'price increase': 4, 'overdue': 3, vat: 3, charges: 2, 'purchase order': 2 },
  liability: { liability: 5, liable: 3, 'limitation of liability': 5, 'aggregate liability': 5, 'consequential damages': 4, 'indirect damages': 4, 'indirect or consequential': 4, 'gross negligence': 3, 'wilful misconduct': 2, 'willful misconduct': 2, 'loss of profit': 3 },
  indemnities: { indemnity: 5, indemnify: 5, indemnification: 5, indemnified: 4, 'hold harmless': 4, 'third party claims': 4, 'infringement': 2 },
  audit: { audit: 5, 'audit rights': 4, inspect: 3, inspection: 3, auditor: 3, 'books and records': 4 },
  continuity: { continuity: 4, 'business continuity': 5, 'disaster recovery': 5, 'backup': 2, 'fallback': 4, 'recovery time objective': 4, 'rto': 3, 'rpo': 3, 'force majeure': 4, 'manual fallback': 5 },
  amendment: { amendments: 5, amend: 4, amended: 3, modification: 2, 'change control': 4, 'change requests': 4, upgrade: 3, downgrade: 4, deprecation: 4, deprecate: 4, 'changes to the services': 4, 'modify these terms': 5, 'update these terms': 5, 'entire agreement': 3 },
  term: { term: 1, 'ending the contract': 4, 'initial term': 4, renewal: 4, renew: 4, renews: 4, termination: 4, terminate: 4, terminated: 2, 'term and termination': 5, 'material breach': 3, cure: 2, 'non renewal': 4, 'auto renew': 4, 'renewal term': 4, 'for convenience': 3 },
  exit: { exit: 4, 'transition assistance': 5, 'return of data': 5, 'data return': 5, 'deletion of data': 5, 'data deletion': 5, 'delete': 3, deletion: 4, export: 3, 'data portability': 5, portability: 4, 'following termination': 2, 'after termination': 2, 'upon termination': 2, 'transition period': 4, 'retrieve': 3, retrieval: 4, 'return and deletion': 5, 'effects of termination': 4, 'effect of termination': 4, 'machine readable': 3 },
  law: { 'governing law': 5, 'governed by': 4, jurisdiction: 4, 'dispute resolution': 5, disputes: 4, arbitration: 5, mediation: 4, courts: 3, venue: 3, 'laws of': 3 },
};
