import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Request } from 'express';
import { FineprintError } from '#libs/wire/errors.js';
import { batchLimit } from '#libs/wire/events.js';
import type { parseItems } from '#libs/wire/json-text.js';
import { arrived } from './arrived.js';
import { inTurn } from './turn.js';

const unzip = promisify(gunzip);

/** From here on parsing takes long enough that others notice. */
const largeFrom = 262_144;
// Repetitive events shrink 10 to 40 times; deflate's limit is about 1,000.
const largestRatio = 200;

/**
 * The JSON body of a request: media type, size, encoding, UTF-8, depth, number of members and repeated keys are checked before
 * any route sees the value. It must be application/json, so that a cross-site form can never carry one.
 * @param limit most bytes, packed and unpacked
 * @param parse whether texts that cannot be stored refuse the whole body, or are left to the route
 * @returns undefined when the body is empty
 */
export async function jsonBodyOf(request: Request, limit: number, parse: typeof parseItems): Promise<unknown> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') throw new FineprintError('ENCODING', `Content-Encoding ${encoding} is not accepted; use gzip or none`);
  const bytes = await arrived(request, limit);
  if (bytes.length === 0) return undefined;
  assertJson(request);
  if (encoding === 'gzip') return inTurn(async () => parsed(await unpacked(bytes, limit), parse));
  return bytes.length < largeFrom ? parsed(bytes, parse) : inTurn(async () => parsed(bytes, parse));
}

function assertJson(request: Request): void {
  const [mediaType, ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice(8).replaceAll('"', '');
  if (mediaType === 'application/json' && (charset === undefined || charset === 'utf-8')) return;
  throw new FineprintError('MEDIA_TYPE', 'Send the body as application/json in UTF-8');
}

function parsed(bytes: Buffer, parse: typeof parseItems): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FineprintError('JSON_INVALID', 'The body is not valid UTF-8');
  }
  return parse(text, batchLimit);
}

async function unpacked(bytes: Buffer, limit: number): Promise<Buffer> {
  const most = Math.min(limit, Math.max(largeFrom, bytes.length * largestRatio));
  try {
    return await unzip(bytes, { maxOutputLength: most });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new FineprintError('BODY_TOO_LARGE', `The unpacked body is larger than ${most} bytes`);
    throw new FineprintError('ENCODING', 'The body says it is gzip, and is not');
  }
}
