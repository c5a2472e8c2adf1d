import type { Request } from 'express';
import { FineprintError } from '#libs/wire/errors.js';

/** The whole body. @param limit most bytes @throws FineprintError BODY_TOO_LARGE; MALFORMED when it was cut off */
export async function arrived(request: Request, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Left open when the body is refused: destroying the request would cut the connection before the answer is read.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw new FineprintError('BODY_TOO_LARGE', `The body is larger than ${limit} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    // The sender is gone and reads no answer; this only keeps its leaving from looking like a fault of ours.
    throw error instanceof FineprintError ? error : new FineprintError('MALFORMED', 'The body was cut off');
  }
  return Buffer.concat(chunks);
}
