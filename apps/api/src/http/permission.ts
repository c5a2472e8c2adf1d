import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Action, Subject } from '#libs/access/policy.js';

export interface RequiredPermission {
  readonly action: Action;
  readonly subject: Subject;
}

/** What a route declares: a permission, or why it needs none. */
export type DeclaredPermission = RequiredPermission | { readonly public: string } | { readonly signedIn: true };

export const permissionKey = 'fineprint:permission';

/** What a caller needs for this route. A route with neither this nor @Public is refused, and fails a test. */
export function Requires(action: Action, subject: Subject): CustomDecorator {
  return SetMetadata(permissionKey, { action, subject } satisfies RequiredPermission);
}

/** Anybody may call this route; the reason stands in the code, for reviewers. */
export function Public(reason: string): CustomDecorator {
  return SetMetadata(permissionKey, { public: reason });
}

/** Any signed-in caller may call this route, because it concerns nothing but the caller. */
export function SignedIn(): CustomDecorator {
  return SetMetadata(permissionKey, { signedIn: true });
}

export const ownTransactionKey = 'fineprint:own-transaction';

/** The route manages its own transactions and log entries (streams, sign-in). The reason stands in the code. */
export function OwnTransaction(reason: string): CustomDecorator {
  return SetMetadata(ownTransactionKey, reason);
}

export const secretAnswerKey = 'fineprint:secret-answer';

/** The answer carries a secret that is shown once: it is never kept for replay. */
export function SecretAnswer(): CustomDecorator {
  return SetMetadata(secretAnswerKey, true);
}
