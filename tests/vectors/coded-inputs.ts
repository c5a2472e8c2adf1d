import { type CodedColumn, encodeColumn, intersectionOf } from '#libs/measurement/fairness/coded-column.js';
import type { CaseInputs } from './vector-metric.js';

/** A column of two classes as 1 for the positive one, 0 for the other and -1 for missing. */
export function classesOf(values: readonly (string | number | null)[], positive: unknown = 1): Int8Array {
  const names = typeof positive === 'boolean' ? (positive ? ['1', 'True', 'true'] : ['0', 'False', 'false']) : [String(positive)];
  return Int8Array.from(values, (value) => (value === null ? -1 : Number(names.includes(String(value)))));
}

/** The groups of a case: its attributes in order, crossed when there are several, and what they are called together. */
export function groupsOf(inputs: CaseInputs, separator = ' | '): { readonly key: string; readonly column: CodedColumn } {
  const names = inputs.roles.filter((role) => role.startsWith('attr:'));
  const [first, ...others] = names.map((name) => encodeColumn(inputs.values(name)));
  if (first === undefined) throw new Error('a case about groups has at least one input "attr:…"');
  return { key: names.map((name) => name.slice('attr:'.length)).join(separator), column: intersectionOf([first, ...others], separator) };
}
