import { strToU8, zipSync } from 'fflate';
import type { Markup } from '../markup.js';

/** The zip's own dates are in no zone, and begin in 1980: taken apart as local time, this is the same everywhere. */
const beginningOfZip = new Date(1980, 0, 1);

/** A zip of XML parts in the given order, with fixed dates: the same parts give the same bytes. */
export function archive(parts: Readonly<Record<string, Markup>>): Uint8Array {
  const files = Object.fromEntries(Object.entries(parts).map(([name, { markup }]) => [name, strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${markup}`)]));
  return zipSync(files, { level: 6, mtime: beginningOfZip });
}
