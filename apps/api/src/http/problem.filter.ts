import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import type { Problem } from '#libs/wire/problem.js';
import { FineprintError, type ErrorCode } from '#libs/wire/errors.js';
import type { FineprintRequest } from './actor.js';
import { databaseFault } from './database-faults.js';
import { knownMethods, pathOf } from './known-methods.js';

const codeOfStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'MALFORMED', 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND', 405: 'METHOD_NOT_ALLOWED',
  409: 'CONFLICT', 413: 'BODY_TOO_LARGE', 415: 'MEDIA_TYPE', 422: 'INVALID', 429: 'TOO_MANY_REQUESTS', 503: 'UNAVAILABLE',
};

/** Turns every failure, ours or the framework's, into one RFC 9457 problem document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('problem');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FineprintRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    const error = wrongMethod(thrown, request, response) ?? failureOf(thrown);
    if (error.status >= 500) this.logger.error(`${request.requestId} ${request.method} ${request.path}: ${inWords(thrown)}`);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error.retryAfterSeconds !== undefined || error.status === 503) response.setHeader('Retry-After', String(error.retryAfterSeconds ?? 2));
    response.removeHeader('ETag');
    sendProblem(error, request, response);
  }
}

// The router finds nothing for a method that an address does not take, as for an address that does not exist.
function wrongMethod(thrown: unknown, request: FineprintRequest, response: Response): FineprintError | undefined {
  const methods = thrown instanceof HttpException && thrown.getStatus() === 404 ? knownMethods(request) : [];
  if (methods.length === 0) return undefined;
  response.setHeader('Allow', methods.join(', '));
  return new FineprintError('METHOD_NOT_ALLOWED', `This address takes ${methods.join(', ')}`);
}

/** What a client is told of a failure; the failure itself is kept as the cause. */
export function failureOf(thrown: unknown): FineprintError {
  if (thrown instanceof FineprintError) return thrown;
  if (thrown instanceof HttpException) {
    const code = codeOfStatus[thrown.getStatus()];
    if (code) return new FineprintError(code, thrown.getStatus() === 404 ? undefined : thrown.message);
  }
  return new FineprintError(databaseFault(thrown) ?? 'INTERNAL', undefined, [], undefined, { cause: thrown });
}

// With its causes: why the log refused is known to the database's error only.
function inWords(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const words = thrown.stack ?? thrown.message;
  return thrown.cause === undefined ? words : `${words}\ncaused by ${inWords(thrown.cause)}`;
}

/** Ends a request with a problem document. */
export function sendProblem(error: FineprintError, request: FineprintRequest, response: Response): void {
  // What is left of a refused body is read and forgotten, else the next request on the connection would wait behind it.
  if (!request.complete) request.resume();
  response.status(error.status).type('application/problem+json').send(JSON.stringify(problemOf(error, request)));
}

export function problemOf(error: FineprintError, request: Pick<FineprintRequest, 'originalUrl' | 'requestId'>): Problem {
  return {
    type: `/problems/${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: error.title,
    status: error.status,
    detail: error.detail,
    instance: pathOf(request.originalUrl),
    code: error.code,
    requestId: request.requestId,
    errors: [...error.faults],
  };
}
