import { createServer } from 'node:net';

/**
 * Asks for the port before anything else is started, so that a taken one costs nothing.
 * @throws Error that says which variable to change
 */
export async function assertPortFree(host: string, port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: Error & { code?: string }) => reject(new Error(wordsFor(error, host, port))));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function wordsFor(error: Error & { code?: string }, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken. Stop the other program, or choose another port with PORT.`;
    case 'EACCES':
      return `Port ${port} on ${host} needs more rights. Choose a port above 1023 with PORT.`;
    default:
      return `The server cannot listen on ${host}, port ${port}: ${error.message}. Check HOST and PORT.`;
  }
}
