import { parse } from 'yaml';
import { z } from 'zod';
import { FineprintError } from '#libs/wire/errors.js';
import { LegalPack } from '#libs/wire/packs.js';
import type { TermDefinition } from '#libs/wire/terms.js';

/**
 * Reads a pack of law from YAML. Its terms and codes must be of the catalogue: a rule about a term that nobody has would be
 * silent for ever.
 * @throws FineprintError TEMPLATE_REFUSED with the reason
 */
export function readLegalPack(text: string, catalogue: readonly TermDefinition[]): LegalPack {
  const read = LegalPack.safeParse(parsed(text));
  if (!read.success) throw refused(z.prettifyError(read.error));
  for (const rule of read.data.rules) {
    for (const path of termsOf(rule)) {
      const definition = catalogue.find((candidate) => candidate.path === path) ?? fail(`${rule.id} looks at ${path}, which is not a term`);
      const odd = codesOf(rule).find((code) => definition.choices.length > 0 && !definition.choices.some((choice) => choice.code === code));
      if (odd !== undefined && 'term' in rule.check) fail(`${rule.id}: ${odd} is not a choice of ${path}`);
    }
  }
  return read.data;
}

type Rule = LegalPack['rules'][number];

function termsOf({ check, fix }: Rule): readonly string[] {
  const looked = 'terms' in check ? check.terms : 'term' in check ? [check.term, ...('of' in check ? [check.of] : [])] : [];
  return [...looked, ...Object.keys(fix ?? {}).filter((path) => !looked.includes(path))];
}

function codesOf({ check }: Rule): readonly string[] {
  return 'codes' in check ? check.codes : [];
}

function parsed(text: string): unknown {
  try {
    // Dates stay text, and without aliases a small file cannot expand into a large one.
    return parse(text, { maxAliasCount: 0, schema: 'core' });
  } catch (error) {
    throw refused(error instanceof Error ? error.message : 'it is not YAML');
  }
}

function fail(reason: string): never {
  throw refused(reason);
}

const refused = (reason: string) => new FineprintError('TEMPLATE_REFUSED', `The legal pack is refused: ${reason}`);
