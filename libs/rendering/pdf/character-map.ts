/**
 * Whether a font has a glyph for a code point, by its character map (OpenType `cmap`, formats 4 and 12). A font without
 * a map, of which there are some among the slices of large ones, has none.
 */
export function hasGlyph(sfnt: Uint8Array, codePoint: number): boolean {
  const view = new DataView(sfnt.buffer, sfnt.byteOffset, sfnt.byteLength);
  const map = tableAt(view, 'cmap');
  if (map === null) return false;
  return Array.from({ length: view.getUint16(map + 2) }, (_, at) => map + view.getUint32(map + 8 + 8 * at)).some((subtable) => {
    const format = view.getUint16(subtable);
    return format === 12 ? inGroups(view, subtable, codePoint) : format === 4 && codePoint <= 0xffff && inSegments(view, subtable, codePoint);
  });
}

function tableAt(view: DataView, name: string): number | null {
  const wanted = [...name].reduce((tag, character) => tag * 256 + (character.codePointAt(0) ?? 0), 0);
  for (let at = 0; at < view.getUint16(4); at++) if (view.getUint32(12 + 16 * at) === wanted) return view.getUint32(12 + 16 * at + 8);
  return null;
}

function inGroups(view: DataView, subtable: number, codePoint: number): boolean {
  const groups = view.getUint32(subtable + 12);
  for (let at = 0; at < groups; at++) {
    const group = subtable + 16 + 12 * at;
    if (codePoint >= view.getUint32(group) && codePoint <= view.getUint32(group + 4)) return true;
  }
  return false;
}

function inSegments(view: DataView, subtable: number, codePoint: number): boolean {
  const bytes = view.getUint16(subtable + 6);
  const [ends, starts, deltas, offsets] = [subtable + 14, subtable + 16 + bytes, subtable + 16 + 2 * bytes, subtable + 16 + 3 * bytes];
  for (let at = 0; at < bytes; at += 2) {
    if (codePoint > view.getUint16(ends + at)) continue;
    const start = view.getUint16(starts + at);
    if (codePoint < start) return false;
    const offset = view.getUint16(offsets + at);
    const glyph = offset === 0 ? codePoint : view.getUint16(offsets + at + offset + 2 * (codePoint - start));
    return glyph !== 0 && ((glyph + view.getUint16(deltas + at)) & 0xffff) !== 0;
  }
  return false;
}
