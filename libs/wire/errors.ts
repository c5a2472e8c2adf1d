/**
 * The error catalogue: code → HTTP status and title. The only place a problem's code is born; the codes of single faults inside
 * a body say more and are born where the fault is found. Statuses follow RFC 9110; codes are stable.
 */
export const catalogue = {
  MALFORMED: [400, 'The request is malformed'],
  JSON_INVALID: [400, 'The body is not valid JSON'],
  JSON_TOO_DEEP: [400, 'The body is nested too deeply'],
  JSON_DUPLICATE_KEY: [400, 'The body repeats a key'],
  CURSOR_INVALID: [400, 'The cursor does not belong to this list'],
  UNAUTHENTICATED: [401, 'Sign in first'],
  CREDENTIALS_WRONG: [401, 'E-mail or password is wrong'],
  KEY_INVALID: [401, 'The API key is not valid'],
  FORBIDDEN: [403, 'Not allowed'],
  FOUR_EYES: [403, 'Somebody else has to decide this'],
  ORIGIN_REFUSED: [403, 'The request came from another origin'],
  SCOPE_MISSING: [403, 'The API key lacks the scope'],
  NOT_FOUND: [404, 'Not found'],
  METHOD_NOT_ALLOWED: [405, 'Method not allowed'],
  CONFLICT: [409, 'The request conflicts with the present state'],
  ALREADY_SET_UP: [409, 'The installation is already set up'],
  EMAIL_TAKEN: [409, 'The e-mail address is taken'],
  SLUG_TAKEN: [409, 'The short name is taken'],
  AGREEMENT_NOT_DRAFT: [409, 'The agreement is no longer a draft'],
  AGREEMENT_NOT_FROZEN: [409, 'The agreement has no frozen version'],
  AGREEMENT_NOT_SIGNED: [409, 'The version is not signed by both parties'],
  APPROVAL_STATE: [409, 'The agreement is not in review'],
  APPROVAL_MISSING: [409, 'The draft needs approval first'],
  APPROVAL_NOT_NEEDED: [409, 'No rule asks for approval'],
  APPROVAL_TURN: [409, 'Another role has to approve first'],
  PROPOSAL_STATE: [409, 'The proposal is decided already'],
  PROPOSAL_SIDE: [409, 'The other side decides about a proposal'],
  VERSION_SUPERSEDED: [409, 'There is a newer version'],
  AGREEMENT_ALREADY_ACTIVE: [409, 'The agreement is already active'],
  SIGNATURE_EXISTS: [409, 'This party has already signed the version'],
  DIGEST_MISMATCH: [409, 'The signed text is not the frozen text'],
  BREACH_STATE: [409, 'The breach is not in a state that allows this'],
  CLAIM_WINDOW_CLOSED: [409, 'The claim window has closed'],
  EXCLUSION_STATE: [409, 'The exclusion is not in a state that allows this'],
  EXCLUSION_SIDE: [409, 'The other side has to decide this'],
  IDEMPOTENCY_IN_FLIGHT: [409, 'The same request is still being worked on'],
  BODY_STALLED: [408, 'The body stopped arriving'],
  PRECONDITION_FAILED: [412, 'Somebody changed it meanwhile'],
  BODY_TOO_LARGE: [413, 'The body is too large'],
  MEDIA_TYPE: [415, 'The media type is not accepted here'],
  ENCODING: [415, 'The content encoding is not accepted here'],
  INVALID: [422, 'The content is not valid'],
  TERM_INVALID: [422, 'A term is not valid'],
  IDEMPOTENCY_REUSED: [422, 'The idempotency key was used with other content'],
  SETUP_CODE_WRONG: [403, 'The set-up link is not valid'],
  INVITATION_INVALID: [410, 'The invitation is not valid any more'],
  PRECONDITION_REQUIRED: [428, 'If-Match is required'],
  TOO_MANY_REQUESTS: [429, 'Too many requests'],
  INTERNAL: [500, 'Something went wrong'],
  LOG_UNAVAILABLE: [503, 'The change was refused because it could not be logged'],
  RECOUNTING: [503, 'Events are being counted anew'],
  UNAVAILABLE: [503, 'The service is not ready'],
  DOCUMENT_REFUSED: [422, 'The document is refused'],
  TEMPLATE_REFUSED: [422, 'The template uses something that is not allowed'],
  DATABASE_FAILED: [503, 'The embedded database did not start'],
  DATABASE_PORT_TAKEN: [503, 'The port of the embedded database is taken'],
  DATABASE_UNSUPPORTED: [503, 'There is no embedded database for this machine'],
  DATA_DIRECTORY_IN_USE: [503, 'The data directory is in use'],
  DATA_DIRECTORY_UNUSABLE: [503, 'The data directory cannot be used'],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof catalogue;

/** One fault inside a body: where (JSON pointer), which code, in words. */
export interface Fault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** The one error class. `detail` says what and where, for a person; `faults` point into the body; a cause is for the server's log only. */
export class FineprintError extends Error {
  readonly status: number;
  readonly title: string;

  constructor(
    readonly code: ErrorCode,
    readonly detail: string = catalogue[code][1],
    readonly faults: readonly Fault[] = [],
    readonly retryAfterSeconds?: number,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${detail}`, options);
    this.name = 'FineprintError';
    [this.status, this.title] = catalogue[code];
  }
}

/** What is wrong with one place of a body: INVALID, with a fault of its own code. */
export function invalidAt(pointer: string, code: string, detail: string): FineprintError {
  return new FineprintError('INVALID', detail, [{ pointer, code, detail }]);
}
