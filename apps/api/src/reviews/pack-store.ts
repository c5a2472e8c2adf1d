import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLegalPack } from '#libs/rendering/legal-pack.js';
import { catalogue } from '#libs/terms/catalogue.js';
import { FineprintError } from '#libs/wire/errors.js';
import type { LegalPack } from '#libs/wire/packs.js';

/** The packs of law that ship with the product, read once at the start. */
export class PackStore {
  private constructor(readonly packs: readonly LegalPack[]) {}

  /** @throws FineprintError TEMPLATE_REFUSED naming the file: a broken pack must fail the start, not be silent in a review */
  static async read(folder: string): Promise<PackStore> {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).toSorted();
    const packs = await Promise.all(files.map(async (file) => named(file, await readFile(join(folder, file), 'utf8'))));
    return new PackStore(packs);
  }
}

function named(file: string, text: string): LegalPack {
  try {
    return readLegalPack(text, catalogue);
  } catch (error) {
    throw new FineprintError('TEMPLATE_REFUSED', `templates/packs/${file}: ${error instanceof FineprintError ? error.detail : String(error)}`);
  }
}
