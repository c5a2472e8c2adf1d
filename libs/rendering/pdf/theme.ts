/** Lengths in points. A4 with room for a hole punch and notes. */
export const page = { width: 595.28, height: 841.89, left: 74, right: 74, top: 70, bottom: 88 } as const;
export const textWidth = page.width - page.left - page.right;

/** Width of the column in which numbers of clauses and paragraphs hang. */
export const numberWidth = 32;

/** Ink on paper with one accent, as in the console; other colours only for verdicts. */
export const colour = {
  ink: '#1c1f24',
  soft: '#4f555e',
  rule: '#d8d4c8',
  strongRule: '#7b7f86',
  accent: '#1f5a96',
  met: '#1c6b3f',
  breached: '#ae1f2b',
  insufficient: '#7a5200',
} as const;

/** Size and line height of each kind of text. */
export const type = {
  title: { size: 21, leading: 26 },
  heading: { size: 12, leading: 16 },
  body: { size: 10.5, leading: 15 },
  quote: { size: 10, leading: 14.5 },
  table: { size: 8.8, leading: 12.2 },
  small: { size: 7.8, leading: 10.5 },
} as const;
export type TypeStyle = (typeof type)[keyof typeof type];
