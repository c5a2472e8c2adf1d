import { Big } from 'big.js';
import { familyTitles } from '#libs/wire/family-titles.js';
import type { PackCheck } from '#libs/wire/packs.js';
import { isMembers, type Family, type TermValue } from '#libs/wire/terms.js';
import type { Reviewed } from './subject.js';

/** What a draft lacks of a rule: in words, about which term or clause. Null when it has it, or when no machine can tell. */
export interface Lack {
  readonly path: string;
  readonly says: string;
  /** A family whose clause would have to be there first. */
  readonly needsFamily: Family | null;
}

/** Looks a rule up in a draft. A term without a value, or that no clause asks for, is lacking. */
export function lackOf(check: PackCheck, reviewed: Reviewed): Lack | null {
  switch (check.kind) {
    case 'family':
      return reviewed.clauses.some(({ family }) => family === check.family) ? null : { path: check.family, says: 'no clause deals with it', needsFamily: check.family };
    case 'given':
      return check.terms.map((term) => absence(term, reviewed)).find((lack) => lack !== null) ?? null;
    case 'at-most':
    case 'at-least':
      return absence(check.term, reviewed) ?? outOfBound(check, reviewed);
    case 'one-of':
    case 'includes':
    case 'includes-any':
    case 'excludes':
      return absence(check.term, reviewed) ?? wrongMembers(check, reviewed);
    case 'within':
      return absence(check.term, reviewed) ?? absence(check.of, reviewed) ?? outside(check, reviewed);
    case 'measured':
      return unmeasured(check.families, reviewed);
    case 'not-said':
      return said(check.groups, reviewed);
    case 'human':
      return null;
  }
}

function absence(term: string, { terms, definitions }: Reviewed): Lack | null {
  const definition = definitions.find(({ path }) => path === term);
  if (definition === undefined) return { path: term, says: 'no clause states it', needsFamily: term.split('.')[0] as Family };
  return terms[term] === undefined ? { path: term, says: `${definition.label} has no value`, needsFamily: null } : null;
}

function outOfBound({ kind, term, value }: Extract<PackCheck, { kind: 'at-most' | 'at-least' }>, reviewed: Reviewed): Lack | null {
  const [amount = ''] = String(reviewed.terms[term]).split(' ');
  const order = new Big(amount).cmp(value);
  const isMet = kind === 'at-most' ? order <= 0 : order >= 0;
  return isMet ? null : { path: term, says: `${labelOf(term, reviewed)} is ${amount}, ${kind === 'at-most' ? 'the most is' : 'the least is'} ${value}`, needsFamily: null };
}

function wrongMembers({ kind, term, codes }: Extract<PackCheck, { kind: 'one-of' | 'includes' | 'includes-any' | 'excludes' }>, reviewed: Reviewed): Lack | null {
  const held = membersIn(reviewed.terms[term]);
  const label = labelOf(term, reviewed);
  const names = (list: readonly string[]) => list.map((code) => choiceLabel(term, code, reviewed)).join('; ');
  const lacking = codes.filter((code) => !held.includes(code));
  const unwanted = codes.filter((code) => held.includes(code));
  const lack = (says: string): Lack => ({ path: term, says, needsFamily: null });
  switch (kind) {
    case 'one-of':
      return held.every((code) => codes.includes(code)) ? null : lack(`${label} is “${names(held)}”`);
    case 'includes':
      return lacking.length === 0 ? null : lack(`${label} lacks “${names(lacking)}”`);
    case 'includes-any':
      return lacking.length < codes.length ? null : lack(`${label} holds none of “${names(codes)}”`);
    case 'excludes':
      return unwanted.length === 0 ? null : lack(`${label} holds “${names(unwanted)}”`);
  }
}

function outside({ term, of }: Extract<PackCheck, { kind: 'within' }>, reviewed: Reviewed): Lack | null {
  const allowed = membersIn(reviewed.terms[of]);
  const odd = membersIn(reviewed.terms[term]).filter((member) => !allowed.includes(member));
  return odd.length === 0 ? null : { path: term, says: `${labelOf(term, reviewed)} goes beyond ${labelOf(of, reviewed)}: ${odd.join(', ')}`, needsFamily: null };
}

function unmeasured(wanted: readonly Family[], { clauses, definitions }: Reviewed): Lack | null {
  for (const family of wanted) {
    if (!clauses.some((clause) => clause.family === family)) return { path: family, says: `there is no clause on “${familyTitles[family]}”`, needsFamily: family };
    if (!definitions.some((definition) => definition.family === family && definition.effect === 'objective')) return { path: family, says: `nothing in the clause on “${familyTitles[family]}” is measured`, needsFamily: null };
  }
  return null;
}

/** A sentence that holds a word of each group says what must not be said, unless it negates it. */
function said(groups: readonly (readonly string[])[], { texts }: Reviewed): Lack | null {
  for (const { clauseId, text } of texts) {
    const sentence = sentencesOf(text).find((candidate) => isSaidIn(candidate, groups));
    if (sentence !== undefined) return { path: clauseId, says: `it says: “${sentence.length > 200 ? `${sentence.slice(0, 200)}…` : sentence}”`, needsFamily: null };
  }
  return null;
}

const negation = /\b(?:no|not|never|none|nothing|neither|nor|without|void|exclud\w*|except)\b/i;

function isSaidIn(sentence: string, groups: readonly (readonly string[])[]): boolean {
  const lower = sentence.toLowerCase();
  return !negation.test(sentence) && groups.every((words) => words.some((word) => lower.includes(word.toLowerCase())));
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.;!?])\s+|\n+/).map((sentence) => sentence.trim());
}

function membersIn(value: TermValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return value !== undefined && isMembers(value) ? value : [];
}

function labelOf(term: string, { definitions }: Reviewed): string {
  return definitions.find(({ path }) => path === term)?.label ?? term;
}

function choiceLabel(term: string, code: string, { definitions }: Reviewed): string {
  return definitions.find(({ path }) => path === term)?.choices.find((choice) => choice.code === code)?.label ?? code;
}
