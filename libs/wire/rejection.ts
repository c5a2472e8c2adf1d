import type { z } from 'zod';
import { FineprintError } from './errors.js';
import type { Rejection, RejectionCode } from './events.js';

type Issue = z.core.$ZodIssue;

/** The first fault of a schema in the words of a rejection: which field, which code, and why. */
export function rejectionOf(issues: readonly Issue[], value: object): Pick<Rejection, 'field' | 'code' | 'detail'> {
  const [issue] = issues;
  if (!issue) throw new FineprintError('INTERNAL', 'a rejection needs an issue');
  if (issue.code === 'unrecognized_keys') {
    const field = (issue.keys[0] ?? '').slice(0, 64).toWellFormed();
    return { field, code: 'FIELD_UNKNOWN', detail: `"${field}" is not a field` };
  }
  const field = issue.path.map(String).join('.').slice(0, 300).toWellFormed();
  const isMissing = issue.path.length === 1 && Reflect.get(value, String(issue.path[0])) === undefined;
  if (isMissing) return { field, code: 'FIELD_MISSING', detail: `"${field}" is required` };
  return { field, code: codeOf(issue, field), detail: `${field}: ${detailOf(issue)}`.toWellFormed() };
}

function codeOf(issue: Issue, field: string): RejectionCode {
  if (field === 'time') return issue.code === 'invalid_type' ? 'FIELD_TYPE' : 'TIME_INVALID';
  if (issue.code === 'invalid_type') return isEndless(issue) ? 'FIELD_RANGE' : 'FIELD_TYPE';
  if (issue.code === 'invalid_union') return issue.errors.flat().some(isEndless) ? 'FIELD_RANGE' : 'FIELD_TYPE';
  return field === 'features' && issue.code === 'custom' ? 'FEATURE_LIMIT' : 'FIELD_RANGE';
}

// JSON has no infinities, but a number such as 1e400 is read as one.
function isEndless(issue: Issue): boolean {
  return 'received' in issue && issue.received === 'Infinity';
}

function detailOf(issue: Issue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  if (issue.code === 'invalid_union') return issue.errors.map(([first]) => first?.message ?? issue.message).join(', or: ');
  return issue.code === 'invalid_format' && issue.format === 'datetime' ? 'an instant with a zone is expected, such as 2026-03-01T08:07:30Z' : issue.message;
}
