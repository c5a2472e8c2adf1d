import type { TermDefinition } from '#libs/wire/terms.js';

/** Kinds of data that an AI service holds for a customer, in words that fit a sentence. Each has an owner, and a way out. */
export const dataCategories: TermDefinition['choices'] = [
  { code: 'inputs', label: 'inputs' },
  { code: 'outputs', label: 'outputs' },
  { code: 'outcomes', label: 'outcomes' },
  { code: 'features', label: 'features computed from inputs' },
  { code: 'explanations', label: 'reasons given with outputs' },
  { code: 'insights', label: 'insights' },
  { code: 'feedback', label: 'feedback and overrides of users' },
  { code: 'configuration', label: 'configuration, rules and prompts' },
  { code: 'logs', label: 'logs' },
  { code: 'derived-models', label: 'derived models' },
];

/** Who a kind of data belongs to, best for the customer first. */
export const owners: TermDefinition['choices'] = [
  { code: 'customer', label: 'the Customer' },
  { code: 'joint', label: 'both parties jointly' },
  { code: 'vendor', label: 'the Vendor' },
];
