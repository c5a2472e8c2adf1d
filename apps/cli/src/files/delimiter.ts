const delimiters = [',', ';', '\t'] as const;

/** The one that occurs most often in the header line, outside quotes. */
export function likelyDelimiter(head: string): string {
  const [header = ''] = head.replaceAll(/"[^"]*"/g, '').split('\n');
  const counts = delimiters.map((delimiter) => header.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}
