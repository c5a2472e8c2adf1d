/** A piece of a text; a strong one stands out. */
export interface Run {
  readonly text: string;
  readonly strong: boolean;
}

/** Column of a table. Weights are percents of the text width; a table may be narrower. */
export interface Column {
  readonly label: string;
  readonly weight: number;
  readonly align: 'left' | 'right';
}

export type PointState = 'met' | 'breached' | 'provisional' | 'insufficient-data' | 'not-measured';

/** A state as it reads: "insufficient data". */
export const stateWord = (state: PointState): string => state.replace('-', ' ');

/** A window of a chart: its label, its value (null when there is none) and what it came to. */
export interface ChartPoint {
  readonly label: string;
  readonly value: number | null;
  readonly state: PointState;
  readonly isSubject: boolean;
}

export interface LineChart {
  readonly kind: 'chart';
  readonly caption: string;
  /** What the chart says, for readers who cannot see it. */
  readonly summary: string;
  readonly unit: string;
  readonly target: number;
  readonly targetLabel: string;
  readonly points: readonly ChartPoint[];
}

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Whether the last row is a result and stands out. */
  readonly hasTotal: boolean;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly number: string | null;
  readonly runs: readonly Run[];
}

export type Block =
  | { readonly kind: 'title'; readonly kicker: string; readonly text: string }
  | { readonly kind: 'heading'; readonly number: string | null; readonly text: string }
  | Paragraph
  | { readonly kind: 'quote'; readonly number: string; readonly title: string; readonly paragraphs: readonly Paragraph[] }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | Table
  | LineChart
  | { readonly kind: 'signatures'; readonly parties: readonly { readonly role: string; readonly name: string }[] };

/** A document before it has pages. Two equal models give the same bytes. */
export interface DocumentModel {
  readonly title: string;
  readonly subject: string;
  /** Instant that the file carries as its creation date. */
  readonly createdAt: string;
  /** Left part of every footer; the page number stands on the right. */
  readonly footer: string;
  /** Further lines of every footer: which document this is, and the digest that identifies what it is about. */
  readonly identity: readonly string[];
  /** Stands at the head of every page of what is not final ("DRAFT"); null for what is. */
  readonly mark: string | null;
  readonly blocks: readonly Block[];
}

/** What a party fills in where it signs by hand. */
export const signatureFields = ['Name', 'Title', 'Date', 'Signature'] as const;

export const plainRun = (text: string): Run => ({ text, strong: false });

/** A text with its values standing out. */
export function runsOf(text: string, values: readonly { readonly start: number; readonly end: number }[]): Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (const { start, end } of values) {
    if (start > from) runs.push(plainRun(text.slice(from, start)));
    // Inside a printed value a line may not break: "99.5" and "%" stay together. Longer ones have to.
    const value = text.slice(start, end);
    runs.push({ text: value.length <= 24 ? value.replaceAll(' ', '\u00A0') : value, strong: true });
    from = end;
  }
  if (from < text.length) runs.push(plainRun(text.slice(from)));
  return runs;
}
