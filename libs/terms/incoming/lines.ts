/** A line of a text: where it starts, where its words end, and where the next line starts. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
  readonly text: string;
}

/** The lines of a text with their places; together they are the text. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const [whole, words = ''] = match;
    if (whole === '' && match.index === text.length) continue;
    lines.push({ start: match.index, end: match.index + words.length, next: match.index + whole.length, text: words });
  }
  return lines;
}

export function isBlank({ text }: Line): boolean {
  return text.trim() === '';
}
