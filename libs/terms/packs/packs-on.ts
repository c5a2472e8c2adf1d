import type { LegalPack, ScopingAnswers } from '#libs/wire/packs.js';
import type { ReviewedPack } from '#libs/wire/reviews.js';
import type { Finding } from '#libs/wire/terms.js';
import { standingOf } from './pack-findings.js';

/** Every pack as it stands on a day: whether it binds and applies, and how many findings it has. */
export function packsOn(packs: readonly LegalPack[], answers: ScopingAnswers, asOf: string, findings: readonly Finding[]): ReviewedPack[] {
  return packs.map(({ rules: _rules, applies, ...pack }) => ({
    ...pack,
    standing: standingOf(pack, asOf).kind,
    applies: applies.some((question) => answers[question] === 'no') ? 'no' : applies.every((question) => answers[question] === 'yes') ? 'yes' : 'open',
    findings: findings.filter(({ source }) => source?.pack === pack.id).length,
  }));
}
