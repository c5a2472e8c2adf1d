import { createServer } from 'node:net';
import { FineprintError } from '#libs/wire/errors.js';

/** The port that FINEPRINT_PG_PORT pins; undefined when it is left to us. */
export function pinnedPort(environment: NodeJS.ProcessEnv): number | undefined {
  const text = environment['FINEPRINT_PG_PORT'];
  if (!text) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new FineprintError('DATABASE_PORT_TAKEN', `FINEPRINT_PG_PORT is "${text}", which is not a port (1 to 65535). Correct it, or leave it out to use any free port.`);
}

/** The pinned port when it can be bound, else any free one of 127.0.0.1. */
export async function portFor(pinned: number | undefined): Promise<number> {
  try {
    return await bindable(pinned ?? 0);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const reason = code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${code})`;
    throw new FineprintError(
      'DATABASE_PORT_TAKEN',
      `The database's port ${pinned} ${reason}. Set FINEPRINT_PG_PORT to another port, or leave it out to use any free one.`,
    );
  }
}

function bindable(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
