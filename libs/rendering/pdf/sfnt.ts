import { inflateSync } from 'node:zlib';
import { FineprintError } from '#libs/wire/errors.js';

const woffSignature = 0x774f4646;
const entryBytes = 16;
const unpacked = new WeakMap<Uint8Array, Uint8Array>();

/**
 * The SFNT font inside a WOFF file (W3C WOFF 1.0 §4: the same tables, each deflated on its own). Done once per file:
 * the PDF library would unpack every table anew for every document, which took most of the time of a small one.
 */
export function sfntOf(woff: Uint8Array): Uint8Array {
  const known = unpacked.get(woff);
  if (known !== undefined) return known;
  const font = unpack(woff);
  unpacked.set(woff, font);
  return font;
}

function unpack(woff: Uint8Array): Uint8Array {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (woff.byteLength < 44 || view.getUint32(0) !== woffSignature) throw new FineprintError('INTERNAL', 'A font file is not WOFF');
  const tables = Array.from({ length: view.getUint16(12) }, (_, at) => table(woff, view, 44 + 20 * at));
  const start = 12 + entryBytes * tables.length;
  const font = new Uint8Array(tables.reduce((size, { data }) => size + aligned(data.byteLength), start));
  const out = new DataView(font.buffer);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  out.setUint32(0, view.getUint32(4));
  out.setUint16(4, tables.length);
  out.setUint16(6, power * entryBytes);
  out.setUint16(8, Math.log2(power));
  out.setUint16(10, (tables.length - power) * entryBytes);
  let offset = start;
  for (const [at, { tag, checksum, data }] of tables.entries()) {
    const entry = 12 + entryBytes * at;
    out.setUint32(entry, tag);
    out.setUint32(entry + 4, checksum);
    out.setUint32(entry + 8, offset);
    out.setUint32(entry + 12, data.byteLength);
    font.set(data, offset);
    offset += aligned(data.byteLength);
  }
  return font;
}

function table(woff: Uint8Array, view: DataView, entry: number) {
  const offset = view.getUint32(entry + 4);
  const [packed, length] = [view.getUint32(entry + 8), view.getUint32(entry + 12)];
  const bytes = woff.subarray(offset, offset + packed);
  return { tag: view.getUint32(entry), checksum: view.getUint32(entry + 16), data: packed < length ? inflateSync(bytes) : bytes };
}

const aligned = (length: number) => (length + 3) & ~3;
