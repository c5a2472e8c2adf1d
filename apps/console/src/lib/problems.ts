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
  if (issue.code === 'invalid_type' || (issue.code === 'too_small' && issue.minimum === 1)) return 'is missing';
  if (issue.code === 'too_small') return `needs at least ${issue.minimum} ${issue.origin === 'string' ? 'characters' : 'entries'}`;
  if (issue.code === 'too_big') return `allows at most ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'entries'}`;
  if (issue.code === 'invalid_format' && issue.format === 'email') return 'is not an e-mail address';
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'is not a date such as 2026-11-30';
  if (issue.code === 'invalid_format' && issue.format === 'uuid') return 'is missing';
  if (issue.code === 'invalid_value') return 'is missing';
  return issue.message;
}

/** Name of the field a pointer leads to: "/terms/uptime.target" and "/terms/uptime.tiers/0/bound" are fields of terms. */
export function fieldOf(pointer: string): string {
  const keys = pointer.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return (keys[0] === 'terms' ? keys[1] : keys[0]) ?? '';
}

/** What is wrong with one field, or undefined. */
export function faultOf(problem: Problem | undefined, field: string): string | undefined {
  const faults = problem?.errors.filter((fault) => fieldOf(fault.pointer) === field).map((fault) => fault.detail);
  return faults && faults.length > 0 ? faults.join('; ') : undefined;
}
