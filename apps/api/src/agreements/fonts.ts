import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { fontFiles, type FontBytes } from '#libs/rendering/fonts.js';
import { inProject } from '../project-root.js';

/** The fonts that are embedded in every document, read when the first one is rendered. */
@Injectable()
export class Fonts {
  private loaded: Promise<FontBytes> | undefined;

  bytes(): Promise<FontBytes> {
    this.loaded ??= load();
    return this.loaded;
  }
}

async function load(): Promise<FontBytes> {
  return new Map(await Promise.all(fontFiles.map(async (file) => [file, new Uint8Array(await readFile(inProject('node_modules', file)))] as const)));
}
