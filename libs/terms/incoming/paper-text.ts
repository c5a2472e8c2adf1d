/** Where a heading starts that the format of the paper knows of, as in DOCX; plain text and Markdown have none. */
export interface HeadingMark {
  readonly start: number;
  readonly level: number;
}

/** The text of a paper as it is shown, and what its format says about it. */
export interface PaperText {
  readonly text: string;
  readonly headings: readonly HeadingMark[];
}
