import { refuse } from './refuse.js';

export const sides = ['reference', 'current'] as const;
/** Which of two samples; null where there is only one, or for both. */
export type Side = (typeof sides)[number];

const operators = ['=', '!=', '>', '>=', '<', '<=', 'in', 'is given', 'is missing'] as const;
export type Operator = (typeof operators)[number];

/** A condition on the rows of a file. */
export interface Condition {
  readonly side: Side | null;
  readonly column: string;
  readonly operator: Operator;
  readonly operands: readonly string[];
  /** As it was written, for messages. */
  readonly text: string;
}

const shape = /^(?:(reference|current):)?\s*(.+?)\s*(?:(!=|>=|<=|=|>|<)\s*(.*)|\s+in\s+(.+)|\s+is\s+(given|missing))$/s;

/**
 * Reads `column=value`, `!=`, `>`, `>=`, `<`, `<=`, `column in a,b`, `column is given` or `column is missing`, with `reference:` or
 * `current:` in front where it holds for one side only. `side` is that of the flag itself.
 * @throws FineprintError INVALID
 */
export function readWhere(text: string, side: Side | null = null): Condition {
  const [, prefix, column, comparison, operand, list, presence] = shape.exec(text.trim()) ?? [];
  if (column === undefined) refuse(`--where ${text}: write column=value, !=, >, >=, <, <=, "column in a,b" or "column is given"`);
  const from = { side: (prefix as Side | undefined) ?? side, column, text: text.trim() };
  if (presence !== undefined) return { ...from, operator: presence === 'given' ? 'is given' : 'is missing', operands: [] };
  if (list !== undefined) return { ...from, operator: 'in', operands: list.split(',').map((value) => value.trim()) };
  if (operand === undefined || operand === '') refuse(`--where ${text}: nothing stands after ${comparison}. For cells that are empty write "${column} is missing".`);
  return { ...from, operator: comparison as Operator, operands: [operand] };
}
