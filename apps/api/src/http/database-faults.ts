import type { ErrorCode } from '#libs/wire/errors.js';

/** SQLSTATE → what the client is told. */
const codes: Readonly<Record<string, ErrorCode>> = { '23505': 'CONFLICT', '40001': 'CONFLICT', '40P01': 'UNAVAILABLE', '55P03': 'UNAVAILABLE', '25P03': 'UNAVAILABLE' };

/** Classes of SQLSTATE that say: not now. Connection, resources, operator, the system below. */
const unavailableClasses = new Set(['08', '53', '57', '58']);
const socketCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/** What the drivers throw without a code when a connection is lost, or none is to be had. */
const lost = /timeout exceeded when trying to connect|Connection terminated|not queryable|pool after calling end|Driver not Connected/i;

/** What the client is told about a failure of the database; undefined for everything else, which is a fault of ours. */
export function databaseFault(thrown: unknown): ErrorCode | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  if ('code' in thrown && typeof thrown.code === 'string') {
    const isUnavailable = socketCodes.has(thrown.code) || (/^[0-9A-Z]{5}$/.test(thrown.code) && unavailableClasses.has(thrown.code.slice(0, 2)));
    return codes[thrown.code] ?? (isUnavailable ? 'UNAVAILABLE' : undefined);
  }
  if ('driverError' in thrown) return databaseFault(thrown.driverError);
  return thrown instanceof Error && lost.test(thrown.message) ? 'UNAVAILABLE' : undefined;
}
