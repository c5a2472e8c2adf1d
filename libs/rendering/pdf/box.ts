/** A piece of a page that cannot be divided: a line, a row of a table, a chart. Heights are in points. */
export interface Box {
  /** Space above it, left out at the top of a page. */
  readonly before: number;
  readonly height: number;
  /** Stays on the page of the box after it. */
  readonly keepWithNext: boolean;
  /** Printed again, as a page ornament, when a page begins with this box. */
  readonly header: Box | null;
  /** Prints it with its top at y. `isRepeated` boxes are ornaments and leave no trace in the structure. */
  readonly paint: (y: number, isRepeated: boolean) => void;
}

export interface Placed {
  readonly box: Box;
  readonly y: number;
  readonly isRepeated: boolean;
}
