import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import type { FontBytes } from '#libs/rendering/fonts.js';
import { foreignFonts, type ForeignPackage, rangesFile } from '#libs/rendering/foreign-fonts.js';
import { inProject } from '../project-root.js';

/** The fonts that are embedded in documents; each file is read when the first document needs it, and kept. */
@Injectable()
export class Fonts {
  private loaded: Promise<FontBytes> | undefined;

  bytes(): Promise<FontBytes> {
    this.loaded ??= load();
    return this.loaded;
  }
}

async function load(): Promise<FontBytes> {
  const ranges = async (name: ForeignPackage) => JSON.parse(await readFile(inProject('node_modules', rangesFile(name)), 'utf8')) as Record<string, string>;
  const [arabic, hebrew, chinese, korean] = await Promise.all([ranges('noto-sans-arabic'), ranges('noto-sans-hebrew'), ranges('noto-sans-sc'), ranges('nanum-gothic')]);
  const read = new Map<string, Uint8Array>();
  // A page is laid out in one go and asks for a font in the middle of it; some 30 KB, once.
  const bytesOf = (file: string): Uint8Array => {
    const bytes = read.get(file) ?? new Uint8Array(readFileSync(inProject('node_modules', file)));
    read.set(file, bytes);
    return bytes;
  };
  return { bytesOf, foreign: foreignFonts({ 'noto-sans-arabic': arabic, 'noto-sans-hebrew': hebrew, 'noto-sans-sc': chinese, 'nanum-gothic': korean }) };
}
