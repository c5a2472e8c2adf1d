import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FontBytes } from '#libs/rendering/fonts.js';
import { foreignFonts, type ForeignPackage, rangesFile } from '#libs/rendering/foreign-fonts.js';

const { resolve } = createRequire(import.meta.url);
const read = new Map<string, Uint8Array>();
const ranges = (name: ForeignPackage) => JSON.parse(readFileSync(resolve(rangesFile(name)), 'utf8')) as Record<string, string>;

/** The shipped fonts, read as the product reads them. */
export const fonts: FontBytes = {
  bytesOf: (file) => {
    const bytes = read.get(file) ?? new Uint8Array(readFileSync(resolve(file)));
    read.set(file, bytes);
    return bytes;
  },
  foreign: foreignFonts({ 'noto-sans-arabic': ranges('noto-sans-arabic'), 'noto-sans-hebrew': ranges('noto-sans-hebrew'), 'noto-sans-sc': ranges('noto-sans-sc'), 'nanum-gothic': ranges('nanum-gothic') }),
};
