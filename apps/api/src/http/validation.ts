import { StandardSchemaValidationPipe } from '@nestjs/common';
import { FineprintError } from '#libs/wire/errors.js';
import { pointerTo } from '#libs/wire/pointer.js';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
}

/** Faults with JSON pointers (RFC 6901) for the issues of a schema. */
export function invalid(issues: readonly Issue[]): FineprintError {
  const faults = issues.slice(0, 100).map((issue) => ({
    pointer: pointerTo((issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part))),
    code: (issue.code ?? 'invalid').toUpperCase(),
    detail: issue.message,
  }));
  const first = faults[0];
  return new FineprintError('INVALID', first ? `${first.pointer || 'The body'}: ${first.detail}` : undefined, faults);
}

export const validationPipe = new StandardSchemaValidationPipe({ exceptionFactory: (issues) => invalid(issues) });
