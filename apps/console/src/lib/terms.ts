import type { AgreementPreview } from '#libs/wire/agreements.js';
import type { Family, Finding, TermDefinition, TermValue, TermValues } from '#libs/wire/terms.js';
import { familyTitles } from '#libs/wire/family-titles.js';
import { families } from '#libs/wire/terms.js';

export interface FamilyForm {
  readonly family: Family;
  readonly title: string;
  readonly terms: readonly TermDefinition[];
}

export const units: Readonly<Record<TermDefinition['kind'], string>> = {
  percent: '%',
  ratio: '',
  count: '',
  days: 'days',
  workingDays: 'working days',
  months: 'months',
  hours: 'hours',
  minutes: 'minutes',
  milliseconds: 'ms',
  date: '',
  money: '',
  code: '',
  set: '',
  regions: '',
  dataCategories: '',
  party: '',
  text: '',
  tiers: '',
};

/** The form's sections, in the order of the agreement; a family without terms has none. */
export function formOf(terms: readonly TermDefinition[]): readonly FamilyForm[] {
  return families
    .map((family) => ({ family, title: familyTitles[family], terms: terms.filter((term) => term.family === family) }))
    .filter((section) => section.terms.length > 0);
}

/** Values with one of them set; an emptied one is left out, so that it is missing and not an empty text. */
export function withTerm(values: TermValues, path: string, value: TermValue | undefined): TermValues {
  const { [path]: _, ...rest } = values;
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return isEmpty ? rest : { ...rest, [path]: value };
}

/** Findings that speak of a term, and those that speak of the agreement as a whole. */
export function findingsOf(findings: readonly Finding[], path: string): readonly Finding[] {
  return findings.filter((finding) => finding.path === path);
}

export function findingsCount(findings: readonly Finding[]): string {
  const count = (severity: Finding['severity'], word: string) => {
    const found = findings.filter((finding) => finding.severity === severity).length;
    return found === 0 ? [] : [`${found} ${found === 1 ? word : `${word}s`}`];
  };
  const parts = [...count('error', 'error'), ...count('warning', 'warning'), ...count('note', 'note')];
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}

export type Compiled = NonNullable<AgreementPreview['compiled']>;

/** What one family compiles to: the objectives, clocks and obligations whose term belongs to it. */
export function compiledOf(compiled: Compiled, terms: readonly TermDefinition[]): Pick<Compiled, 'objectives' | 'clocks' | 'obligations'> {
  const paths = new Set(terms.map((term) => term.path));
  return {
    objectives: compiled.objectives.filter((objective) => paths.has(objective.source.termPath)),
    clocks: compiled.clocks.filter((clock) => paths.has(clock.source.termPath)),
    obligations: compiled.obligations.filter((obligation) => paths.has(obligation.source.termPath)),
  };
}

/** Why a draft cannot be frozen now, or null when it can. */
export function freezeObstacle(preview: AgreementPreview | undefined, isUnsaved: boolean): string | null {
  if (!preview) return 'The preview has not been worked out yet.';
  if (isUnsaved) return 'Save the draft first: what is frozen is what is saved.';
  const errors = preview.findings.filter((finding) => finding.severity === 'error').length;
  if (errors > 0) return `${errors === 1 ? 'One finding is' : `${errors} findings are`} an error; mend ${errors === 1 ? 'it' : 'them'} first.`;
  if (!preview.compiled) return 'A term is missing, so nothing can be measured yet.';
  return null;
}
