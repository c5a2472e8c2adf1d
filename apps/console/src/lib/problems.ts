import { isHttpError } from '@sveltejs/kit';
import type { z } from 'zod';
import { pointerTo } from '#libs/wire/pointer.js';
import type { Problem } from '#libs/wire/problem.js';

/** A problem that this page found itself, in the shape of the server's. */
export function localProblem(status: number, detail: string, instance = '', errors: Problem['errors'] = []): Problem {
  return { type: 'about:blank', title: titles[status] ?? 'Something went wrong', status, detail, instance, code: 'LOCAL', requestId: '', errors };
}

const titles: Readonly<Record<number, string>> = {
  404: 'Not found',
  422: 'The content is not valid',
  502: 'The answer was not understood',
  503: 'No connection',
};

/** The problem behind anything that was thrown. */
export function problemOf(fault: unknown): Problem {
  if (isHttpError(fault)) return fault.body.problem ?? localProblem(fault.status, fault.body.message);
  return localProblem(500, fault instanceof Error ? fault.message : 'The page itself failed. Reload it and try again.');
}

/** What is wrong with a form's content, before it is sent. */
export function invalidContent(faults: z.ZodError): Problem {
  const errors = faults.issues.map((issue) => ({ pointer: pointerTo(issue.path), code: issue.code, detail: inWords(issue) }));
  return localProblem(422, 'Nothing was sent yet: please mend what is marked.', '', errors);
}

function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received NaN')) return 'is not a number';
  if (issue.code === 'invalid_type' && issue.expected === 'int') return 'is not a whole number';
  if (issue.code === 'too_small' && isOfNumber(issue)) return `is below ${issue.minimum}`;
  if (issue.code === 'too_big' && isOfNumber(issue)) return `is above ${issue.maximum}`;
  if (issue.code === 'invalid_type' || (issue.code === 'too_small' && issue.minimum === 1)) return 'is missing';
  if (issue.code === 'too_small') return `needs at least ${issue.minimum} ${issue.origin === 'string' ? 'characters' : 'entries'}`;
  if (issue.code === 'too_big') return `allows at most ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'entries'}`;
  if (issue.code === 'invalid_format' && issue.format === 'email') return 'is not an e-mail address';
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'is not a date such as 2026-11-30';
  if (issue.code === 'invalid_format' && issue.format === 'uuid') return 'is missing';
  if (issue.code === 'invalid_value') return 'is missing';
  return issue.message;
}

function isOfNumber({ origin }: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): boolean {
  return origin === 'number' || origin === 'int';
}

/** Parts of a pointer: "/a~1b/0" is "a/b" and "0". Terms are fields of their own, not parts of one. */
function partsOf(pointer: string): readonly string[] {
  const parts = pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return parts[0] === 'terms' ? parts.slice(1) : parts;
}

/**
 * Names that the field of a pointer may have, the nearest first: what "/attributes/1/values/3" is about may be the field
 * "attributes/1/values" of a row, or the one field "attributes".
 */
export function fieldsOf(pointer: string): readonly string[] {
  const parts = partsOf(pointer);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

/** The field that a fault is about, of those that a form has, and where inside of it: "2, counts" for "/columns/1/counts". */
export function placeOf<Field>(pointer: string, fields: ReadonlyMap<string, Field>): { readonly field: Field; readonly within: string } | undefined {
  const name = fieldsOf(pointer).find((one) => fields.has(one));
  const field = name === undefined ? undefined : fields.get(name);
  if (name === undefined || field === undefined) return undefined;
  const rest = fieldsOf(pointer)[0]?.slice(name.length + 1) ?? '';
  const within = rest === '' ? [] : rest.split('/').map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part));
  return { field, within: within.join(', ') };
}

/** What is wrong with one field, or undefined. */
export function faultOf(problem: Problem | undefined, field: string): string | undefined {
  const faults = problem?.errors.filter((fault) => fieldsOf(fault.pointer).includes(field)).map((fault) => fault.detail);
  return faults && faults.length > 0 ? faults.join('; ') : undefined;
}
