import { startEmbedded } from '../../apps/api/src/database/embedded/server.js';

// A process of its own that starts the embedded database, says so, and waits for its end: by us, or after a line `exit`.

const database = await startEmbedded({ dataDirectory: process.argv[2] ?? '', environment: {} });
process.stdout.write(`${JSON.stringify({ ownerUrl: database.ownerUrl })}\n`);
process.stdin.on('data', () => process.exit(0));
