// Starts the built artefact with `npm start` on a fresh data directory, asks it for health, console and interface, and stops it.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const data = await mkdtemp(join(tmpdir(), 'fineprint-start-'));
const environment = { ...process.env, FINEPRINT_DATA: data, PORT: '0', DATABASE_URL: '' };

function start() {
  const began = Date.now();
  const server = spawn('npm', ['start'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const ready = new Promise((resolve, reject) => {
    let output = '';
    server.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      output += chunk;
      const address = /ready at (http:\S+)/.exec(output)?.[1];
      if (address) resolve(address);
    });
    void ended.then((code) => reject(new Error(`npm start ended with ${code} before it was ready`)));
    setTimeout(() => reject(new Error('npm start was not ready within five minutes')), 300_000).unref();
  });
  return { ready, seconds: () => (Date.now() - began) / 1000, stop: () => (process.kill(-(server.pid ?? 0), 'SIGTERM'), ended) };
}

async function expectAnswer(address, path, status, text) {
  const answer = await fetch(address + path);
  const body = await answer.text();
  if (answer.status !== status || !body.includes(text)) throw new Error(`${path} answered ${answer.status}: ${body.slice(0, 200)}`);
  console.log(`${path} ${answer.status}`);
}

try {
  for (const round of ['first', 'second']) {
    const server = start();
    try {
      const address = await server.ready;
      console.log(`${round} start: ready after ${server.seconds().toFixed(1)} s`);
      await expectAnswer(address, '/api/v1/health/live', 200, 'ok');
      await expectAnswer(address, '/api/v1/health/ready', 200, 'ok');
      await expectAnswer(address, '/', 200, '<!doctype html>');
      await expectAnswer(address, '/breaches/anything', 200, '<!doctype html>');
      await expectAnswer(address, '/api/v1/openapi.json', 200, '"3.1.0"');
      await expectAnswer(address, '/api/v1/nothing', 404, 'NOT_FOUND');
    } finally {
      await server.stop();
    }
  }
} finally {
  await rm(data, { recursive: true, force: true });
}
