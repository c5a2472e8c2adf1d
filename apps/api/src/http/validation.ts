import { StandardSchemaValidationPipe, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { FineprintError } from '#libs/wire/errors.js';
import { pointerTo } from '#libs/wire/pointer.js';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  /** Of a union: the issues with each of its forms. */
  readonly errors?: readonly (readonly Issue[])[];
}

/** Faults with JSON pointers (RFC 6901) for the issues of a schema. `whole` names what was checked, for a fault of no single field. */
export function invalid(issues: readonly Issue[], whole = 'The body'): FineprintError {
  const faults = issues.flatMap(ofMeantForm).slice(0, 100).map((issue) => ({
    pointer: pointerTo((issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part))),
    code: (issue.code ?? 'invalid').toUpperCase(),
    detail: issue.message,
  }));
  const first = faults[0];
  return new FineprintError('INVALID', first ? `${first.pointer || whole}: ${first.detail}` : undefined, faults);
}

/** A union of objects that fits none of its forms: the issues with the one form that knows all the keys, where there is one. */
function ofMeantForm(issue: Issue): readonly Issue[] {
  const forms = (issue.errors ?? []).filter((form) => !form.some(({ code }) => code === 'unrecognized_keys'));
  if (issue.code !== 'invalid_union' || forms.length !== 1) return [issue];
  return forms[0]!.flatMap((inner) => ofMeantForm({ ...inner, path: [...(issue.path ?? []), ...(inner.path ?? [])] }));
}

/** Takes away no keys before the schema sees them: a term or feature called "constructor" is refused or kept like any other. `__proto__` never gets this far. */
class WholePipe extends StandardSchemaValidationPipe {
  protected override stripProtoKeys(): void {
    return;
  }
}

/** Checks what a route takes: body, query and the parts of its address. */
export const validationPipe: PipeTransform = {
  transform: (value: unknown, metadata: ArgumentMetadata): Promise<unknown> =>
    new WholePipe({ exceptionFactory: (issues) => invalid(issues, wordsFor(metadata)) }).transform(value, metadata),
};

function wordsFor({ type, data }: ArgumentMetadata): string {
  if (type === 'param') return `The ${data ?? 'part'} in the address`;
  return type === 'query' ? 'The query' : 'The body';
}
