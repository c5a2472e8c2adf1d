import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type FontBytes, fontFiles } from '#libs/rendering/fonts.js';

const { resolve } = createRequire(import.meta.url);

/** The shipped fonts, read as the product reads them. */
export const fonts: FontBytes = new Map(fontFiles.map((name) => [name, new Uint8Array(readFileSync(resolve(name)))]));
