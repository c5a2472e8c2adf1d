import { FineprintError } from '#libs/wire/errors.js';
import { type CreditTier, isMembers, isTiers, type TermValue, type TermValues } from '#libs/wire/terms.js';

/** The text of a term that must be there: a decimal, a code or money. */
export function textOf(terms: TermValues, path: string): string {
  const value = terms[path];
  return typeof value === 'string' ? value : absent(path, value);
}

/** A whole-number term. */
export function integerOf(terms: TermValues, path: string): number {
  return Number(textOf(terms, path));
}

/** A code term, as one of the codes the caller knows. */
export function codeOf<const Code extends string>(terms: TermValues, path: string, codes: readonly Code[]): Code {
  const value = terms[path];
  return codes.find((code) => code === value) ?? absent(path, value);
}

/** The tiers of a family, or none when the agreement has no credits for it. */
export function tiersOf(terms: TermValues, path: string): readonly CreditTier[] {
  const value = terms[path];
  return value !== undefined && isTiers(value) ? value : [];
}

/** The members of a set, or none when it has no value. */
export function membersOf(terms: TermValues, path: string): readonly string[] {
  const value = terms[path];
  return value !== undefined && isMembers(value) ? value : [];
}

function absent(path: string, value: TermValue | undefined): never {
  throw new FineprintError('TERM_INVALID', `${path} cannot be compiled: ${value === undefined ? 'it has no value' : 'its value has another kind'}`);
}
