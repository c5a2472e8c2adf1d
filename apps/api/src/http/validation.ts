import { StandardSchemaValidationPipe } from '@nestjs/common';
import { FineprintError } from '#libs/wire/errors.js';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
}

/** Faults with JSON pointers (RFC 6901) for the issues of a schema. */
export function invalid(issues: readonly Issue[]): FineprintError {
  const faults = issues.slice(0, 100).map((issue) => ({
    pointer: pointerOf(issue.path ?? []),
    code: (issue.code ?? 'invalid').toUpperCase(),
    detail: issue.message,
  }));
  const first = faults[0];
  return new FineprintError('INVALID', first ? `${first.pointer || 'The body'}: ${first.detail}` : undefined, faults);
}

function pointerOf(path: NonNullable<Issue['path']>): string {
  return path
    .map((part) => `/${String(typeof part === 'object' ? part.key : part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

export const validationPipe = new StandardSchemaValidationPipe({ exceptionFactory: (issues) => invalid(issues) });
