import type { NextFunction, Request, Response } from 'express';
import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import { FineprintError } from '#libs/wire/errors.js';
import { parseJson } from '#libs/wire/json-text.js';

const unzip = promisify(gunzip);
const megabyte = 1_048_576;
const smallLimit = megabyte;
const batchLimit = 8 * megabyte;

/** Routes that read their own stream. */
const streamed = /^\/api\/v1\/(events|outcomes)\/import\/?$/;
const batched = /^\/api\/v1\/(events|outcomes)\/?$/;

/**
 * Reads JSON bodies: media type, size, encoding, UTF-8, depth and repeated keys are checked before any route sees the value.
 * A body on an unsafe request must be application/json, so that a cross-site form can never carry one.
 */
export async function jsonBody(request: Request, _response: Response, next: NextFunction): Promise<void> {
  try {
    if (!streamed.test(request.path) && !['GET', 'HEAD', 'OPTIONS'].includes(request.method)) {
      const bytes = await readBody(request, batched.test(request.path) ? batchLimit : smallLimit);
      if (bytes.length > 0) request.body = parseBody(request, bytes);
    }
    next();
  } catch (error) {
    next(error);
  }
}

function parseBody(request: Request, bytes: Buffer): unknown {
  const [mediaType, ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice(8).replaceAll('"', '');
  if (mediaType !== 'application/json' || (charset !== undefined && charset !== 'utf-8')) {
    throw new FineprintError('MEDIA_TYPE', 'Send the body as application/json in UTF-8');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FineprintError('JSON_INVALID', 'The body is not valid UTF-8');
  }
  return parseJson(text);
}

async function readBody(request: Request, limit: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') throw new FineprintError('ENCODING', `Content-Encoding ${encoding} is not accepted; use gzip or none`);
  const chunks: Buffer[] = [];
  let size = 0;
  // Left open when the body is refused: destroying the request would cut the connection before the answer is read.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new FineprintError('BODY_TOO_LARGE', `The body is larger than ${limit} bytes`);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (encoding === 'identity' || bytes.length === 0) return bytes;
  try {
    return await unzip(bytes, { maxOutputLength: limit });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new FineprintError('BODY_TOO_LARGE', `The unpacked body is larger than ${limit} bytes`);
    throw new FineprintError('ENCODING', 'The body says it is gzip, and is not');
  }
}
