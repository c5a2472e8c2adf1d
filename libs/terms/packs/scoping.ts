import type { ScopingAnswers, ScopingQuestion } from '#libs/wire/packs.js';
import type { TermValues } from '#libs/wire/terms.js';
import { membersOf } from '../value-of.js';

/** The questions as people are asked them. */
export const scopingLabels: Readonly<Record<ScopingQuestion, string>> = {
  'eu-customer': 'Is the customer established in the European Union?',
  'hosted-service': 'Does the vendor run the systems for the customer (cloud, SaaS)?',
  'financial-entity': 'Is the customer a financial entity under Regulation (EU) 2022/2554?',
  'public-buyer': 'Is the customer a public buyer, or does it want to buy by the same measure?',
  'personal-data': 'Do the systems process personal data for the customer?',
  'california-residents': 'Do the systems process personal information of residents of California?',
  'us-health-data': 'Do the systems process protected health information of the United States?',
  'consequential-decisions': 'Do outputs materially influence decisions about work, education, housing, lending, insurance, health care or public services?',
  'employment-decisions': 'Do outputs help to choose among applicants or employees?',
  'high-risk-use': 'Is a use listed in Annex III of Regulation (EU) 2024/1689 (high risk)?',
};

/** What was answered, and what the terms themselves answer: data of people that is named, uses that are excluded. */
export function answeredBy(answers: ScopingAnswers, terms: TermValues): ScopingAnswers {
  const personal = membersOf(terms, 'security.personalData');
  const excluded = membersOf(terms, 'scope.excludedUses');
  return {
    ...(personal.length === 0 ? {} : { 'personal-data': personal.every((type) => type === 'none') ? 'no' : 'yes' }),
    ...(excluded.includes('employment') ? { 'employment-decisions': 'no' } : {}),
    ...(['employment', 'credit', 'insurance', 'housing', 'education', 'health', 'public-services'].every((use) => excluded.includes(use)) ? { 'consequential-decisions': 'no' } : {}),
    ...answers,
  };
}
