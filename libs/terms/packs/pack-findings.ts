import { familyTitles } from '#libs/wire/family-titles.js';
import type { LegalPack, PackRule, ScopingAnswers, ScopingQuestion } from '#libs/wire/packs.js';
import type { Finding, FindingFix, FindingSource } from '#libs/wire/terms.js';
import { scopingLabels } from './scoping.js';
import { lackOf } from './pack-check.js';
import type { Reviewed } from './subject.js';

/** How a pack stands on a day: it binds, is yet to come, does not bind (with the reason), or has ceased. */
export type Standing = { readonly kind: 'binding' } | { readonly kind: 'coming'; readonly from: string | null } | { readonly kind: 'advisory' } | { readonly kind: 'none' };

/** Dates are calendar dates. A law that is enacted binds from its first day on; one that is stayed, proposed or voluntary only advises. */
export function standingOf({ status, from, to }: Pick<LegalPack, 'status' | 'from' | 'to'>, asOf: string): Standing {
  if (status === 'repealed' || (to !== null && asOf > to)) return { kind: 'none' };
  if (status === 'voluntary') return { kind: 'advisory' };
  if (status === 'proposed' || status === 'stayed') return { kind: 'coming', from };
  return from !== null && asOf < from ? { kind: 'coming', from } : { kind: 'binding' };
}

/**
 * What the packs find in a draft on a day. A pack whose scoping questions are open is one note that asks them; one that is answered
 * with no is silent. What is not verified warns and never blocks; what does not bind yet, or only advises, is a note or a warning.
 */
export function packFindings(packs: readonly LegalPack[], answers: ScopingAnswers, asOf: string, reviewed: Reviewed): Finding[] {
  return packs.flatMap((pack) => {
    const standing = standingOf(pack, asOf);
    if (standing.kind === 'none' || pack.applies.some((question) => answers[question] === 'no')) return [];
    const open = pack.applies.filter((question) => answers[question] === undefined);
    if (open.length > 0) return [question(pack, open)];
    return pack.rules.filter(({ from, to }) => (from === null || asOf >= from) && (to === null || asOf <= to)).flatMap((rule) => ruleFinding(pack, rule, standing, reviewed));
  });
}

function question(pack: LegalPack, open: readonly ScopingQuestion[]): Finding {
  return {
    severity: 'note',
    family: null,
    path: `scoping.${open[0] ?? ''}`,
    message: `${pack.title} may apply. To be answered: ${open.map((one) => scopingLabels[one]).join('; ')}`,
    rule: `${pack.id}.applies`,
    source: sourceOf(pack, pack.title, pack.statusMark),
    fix: null,
  };
}

function ruleFinding(pack: LegalPack, rule: PackRule, standing: Standing, reviewed: Reviewed): Finding[] {
  const source = sourceOf(pack, rule.citation, rule.mark);
  if (rule.check.kind === 'human') {
    return [{ severity: 'note', family: rule.family, path: rule.family, message: `${rule.requires} For people to judge: no term shows it.`, rule: rule.id, source, fix: null }];
  }
  const lack = lackOf(rule.check, reviewed);
  if (lack === null) return [];
  const when = standing.kind === 'coming' ? (standing.from === null ? ' Not in force yet.' : ` In force from ${standing.from}.`) : '';
  return [
    {
      severity: severityOf(rule, standing),
      family: rule.family,
      path: lack.path,
      message: `${rule.requires} Here ${lack.says}.${when}`,
      rule: rule.id,
      source,
      fix: fixOf(rule, lack.needsFamily),
    },
  ];
}

function severityOf({ severity, mark }: PackRule, { kind }: Standing): Finding['severity'] {
  if (kind === 'coming') return 'note';
  return severity === 'error' && (mark !== 'verified' || kind === 'advisory') ? 'warning' : severity;
}

function fixOf({ fix, family }: PackRule, needsFamily: Finding['family']): FindingFix | null {
  if (needsFamily !== null) return { label: `Add the clause “${familyTitles[needsFamily]}”`, terms: fix ?? {}, addFamilies: [needsFamily] };
  return fix === null ? null : { label: `Take what the rule asks of “${familyTitles[family]}”`, terms: fix, addFamilies: [] };
}

function sourceOf({ id, title, version, lastChecked, source }: LegalPack, citation: string, mark: FindingSource['mark']): FindingSource {
  return { pack: id, title, version, citation, mark, lastChecked, url: source };
}
