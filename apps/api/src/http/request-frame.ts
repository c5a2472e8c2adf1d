import { randomUUID } from 'node:crypto';
import type { NextFunction, Response } from 'express';
import { FineprintError } from '#libs/wire/errors.js';
import type { FineprintRequest } from './actor.js';
import { sendProblem } from './problem.filter.js';
import { requestContext } from './request-context.js';

const methods = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** However it is spelled: doubled slashes, capitals, escapes. */
const claimsApi = /^(\/|%2f)+api($|\/|%2f)/i;

/** Gives every request an id and every answer its security headers, console files and errors included. */
export function requestFrame(isHttps: boolean) {
  return (request: FineprintRequest, response: Response, next: NextFunction): void => {
    request.requestId = randomUUID();
    response.setHeader('X-Request-Id', request.requestId);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    response.setHeader('X-Frame-Options', 'DENY');
    response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()');
    if (isHttps) response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    const isApi = claimsApi.test(request.path);
    // The console's pages carry script hashes in a meta element; what only a header can say is said here.
    response.setHeader(
      'Content-Security-Policy',
      isApi ? "default-src 'none'; frame-ancestors 'none'; sandbox" : "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    if (isApi) response.setHeader('Cache-Control', 'no-store');
    requestContext.run({ requestId: request.requestId, isReading: ['GET', 'HEAD'].includes(request.method), logged: 0 }, () => {
      if (!methods.has(request.method)) {
        response.setHeader('Allow', [...methods].join(', '));
        sendProblem(new FineprintError('METHOD_NOT_ALLOWED'), request, response);
        return;
      }
      // The console's page for an address that was meant for the API would look like success to a program.
      if (isApi && !request.path.startsWith('/api/v1/')) {
        sendProblem(new FineprintError('NOT_FOUND', 'The API is at /api/v1'), request, response);
        return;
      }
      next();
    });
  };
}
