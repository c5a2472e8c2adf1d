import type { IncomingMessage } from 'node:http';
import { pipeline, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FineprintError } from '#libs/wire/errors.js';

const mediaTypes = { 'application/x-ndjson': 'ndjson', 'text/csv': 'csv' } as const;
export type StreamFormat = (typeof mediaTypes)[keyof typeof mediaTypes];

const freeBytes = 16 * 1_048_576;
// Repetitive events shrink 10 to 40 times; deflate's limit is about 1,000.
const largestRatio = 200;

/** A body that is still arriving, and what its sender said about it. */
export interface StreamedBody {
  readonly headers: IncomingMessage['headers'];
  readonly bytes: AsyncIterable<Buffer>;
  /** Asked before each chunk is stored. @throws FineprintError when the sender may not go on */
  mayGoOn(): Promise<void>;
}

/** Which format a streamed body is in, by its media type. */
export function formatOf(headers: IncomingMessage['headers']): StreamFormat {
  const [mediaType = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice(8).replaceAll('"', '');
  const format = Object.hasOwn(mediaTypes, mediaType) ? mediaTypes[mediaType as keyof typeof mediaTypes] : undefined;
  if (!format || (charset !== undefined && charset !== 'utf-8')) {
    throw new FineprintError('MEDIA_TYPE', 'Send application/x-ndjson or text/csv, in UTF-8');
  }
  return format;
}

/** The body's bytes, unpacked when it says that it is packed. A cut connection and damaged packing end it with an error. */
export function bytesOf({ headers, bytes }: StreamedBody): AsyncIterable<Buffer> {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity') return bytes;
  if (encoding !== 'gzip') throw new FineprintError('ENCODING', 'Only gzip is accepted as content encoding');
  const gunzip = createGunzip({ chunkSize: 65_536 });
  let unpacked = 0;
  const guard = new Transform({
    transform(piece: Buffer, _encoding, done) {
      unpacked += piece.length;
      const isBomb = unpacked > freeBytes && unpacked > gunzip.bytesWritten * largestRatio;
      done(isBomb ? new FineprintError('BODY_TOO_LARGE', `The body unpacks to more than ${largestRatio} times its size`) : null, piece);
    },
  });
  pipeline(bytes, gunzip, guard, () => undefined);
  return guard;
}
