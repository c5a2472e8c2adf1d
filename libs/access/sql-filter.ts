import { rulesToCondition } from '@casl/ability/extra';
import type { AppAbility } from './ability.js';
import type { Action, Subject } from './policy.js';

/** A WHERE fragment with its parameters, numbered from `firstParameter`. */
export interface SqlFilter {
  readonly where: string;
  readonly parameters: readonly unknown[];
}

/**
 * The rows of a subject on which an action is allowed, as SQL. Forbidden rows are never loaded.
 * @param columns SQL expression of every field that a condition may name; columns must be NOT NULL
 * @param firstParameter number of the first placeholder
 * @throws Error when a condition uses an operator or a field that is not known here: never a filter that is too wide
 */
export function sqlFilterFor(
  ability: AppAbility,
  action: Action,
  subject: Subject,
  columns: Readonly<Record<string, string>>,
  firstParameter = 1,
): SqlFilter {
  const parameters: unknown[] = [];
  const bind = (value: unknown): string => `$${firstParameter + parameters.push(value) - 1}`;
  const where = rulesToCondition<AppAbility, string, string>(
    ability.rulesFor(action, subject),
    (rule) => (rule.inverted ? 'NOT ' : '') + conditionSql(rule.conditions ?? {}, columns, bind),
    { and: (parts) => `(${parts.join(' AND ')})`, or: (parts) => `(${parts.join(' OR ')})`, empty: () => 'TRUE' },
  );
  return { where: where ?? 'FALSE', parameters };
}

function conditionSql(conditions: object, columns: Readonly<Record<string, string>>, bind: (value: unknown) => string): string {
  const parts = Object.entries(conditions).map(([field, expected]: [string, unknown]) => {
    const column = columns[field];
    if (column === undefined) throw new Error(`no column for the field ${field}`);
    if (expected === null) return 'FALSE';
    if (typeof expected !== 'object') return `${column} = ${bind(expected)}`;
    const [operator, operand] = Object.entries(expected)[0] ?? [];
    if (operator === '$in' && Array.isArray(operand)) return `${column} = ANY(${bind(operand)})`;
    throw new Error(`the operator ${operator} has no SQL`);
  });
  return parts.length === 0 ? '(TRUE)' : `(${parts.join(' AND ')})`;
}
