import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { TriedTerms } from '#libs/remedies/backtest.js';
import { AgreementData } from '#libs/wire/agreement-data.js';
import { FineprintError } from '#libs/wire/errors.js';
import { parseJson } from '#libs/wire/json-text.js';

/** What of an exported version is tried. */
export interface AgreementFile {
  readonly title: string;
  readonly zone: string;
  readonly terms: TriedTerms;
}

/** Reads an agreement as data, as the server exports a version. @throws FineprintError INVALID that says where the file is wrong */
export async function readAgreementFile(file: string): Promise<AgreementFile> {
  const read = AgreementData.safeParse(parseJson(await textOf(file)));
  if (!read.success) throw new FineprintError('INVALID', `${file} is not an exported version of an agreement:\n${z.prettifyError(read.error).slice(0, 1_000)}`);
  const { draft, compiled } = read.data.contents;
  if (compiled.objectives.length === 0) throw new FineprintError('INVALID', `${file} promises nothing that is measured`);
  return { title: draft.title, zone: draft.zone, terms: { objectives: compiled.objectives, credits: compiled.credits } };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new FineprintError('INVALID', `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
