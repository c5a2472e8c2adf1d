/** An ILIKE pattern for text that contains what somebody typed; the wildcards in it are meant literally. Null when nothing was typed. */
export function likePattern(search: string | undefined): string | null {
  const text = search?.replaceAll('\u0000', '').trim() ?? '';
  return text === '' ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
