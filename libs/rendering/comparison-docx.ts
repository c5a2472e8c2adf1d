import type { ClauseChange } from '#libs/wire/comparisons.js';
import { archive } from './docx/archive.js';
import { paragraph, run } from './docx/paragraph.js';
import { type Frame, partsOf } from './docx/parts.js';
import { tracker, type Tracking } from './docx/tracked.js';

export interface ComparisonDocument extends Frame, Tracking {
  /** Stands over the title: what is compared with what. */
  readonly kicker: string;
  readonly clauses: readonly ClauseChange[];
}

/**
 * A comparison as DOCX with real tracked changes (`w:ins`, `w:del`) under the given author and date: accepting all of
 * them leaves the later text, rejecting all the earlier one. The same input gives the same bytes.
 */
export function comparisonDocx({ kicker, clauses, author, date, ...frame }: ComparisonDocument): Uint8Array {
  const { passage } = tracker({ author, date });
  const body = [
    paragraph('Kicker', [run(kicker)], { keepWithNext: true }),
    paragraph('Title', [run(frame.title)]),
    ...clauses.flatMap(({ heading, paragraphs }) => [passage('Heading1', heading), ...paragraphs.map((part) => passage('Clause', part))]),
  ];
  return archive(partsOf(frame, [...body, paragraph('Normal', [])]));
}
