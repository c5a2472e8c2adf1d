import { spawn } from 'node:child_process';

const quietMs = 2_000;
const lineEveryMs = 5_000;
const keptBytes = 64 * 1024;
const shownLines = 40;

/**
 * Runs a command with its output held back. Says on stderr what is going on once it takes longer than
 * two seconds; throws an error that carries the tail of the output when the command fails.
 *
 * @param {string} label what is being done, e.g. `installing packages`
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {Promise<void>}
 */
export async function runShowing(label, command, args, options = {}) {
  const stop = showProgress(label);
  let output = '';
  const keep = (chunk) => {
    output = (output + chunk).slice(-keptBytes);
  };
  const end = await new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : `ended with ${signal ?? `code ${code}`}`));
  });
  stop(end === undefined ? 'done' : 'failed');
  if (end === undefined) return;
  const tail = output.trimEnd().split('\n').slice(-shownLines).join('\n');
  throw new Error(`${label} failed: ${[command, ...args].join(' ')} ${end}\n${tail}`);
}

/**
 * Writes `label ... N s` to stderr while something lasts longer than two seconds: one line that counts on
 * a terminal, a line every five seconds elsewhere. Call the returned function at the end with how it ended.
 *
 * @param {string} label
 * @returns {(ending: string) => void}
 */
function showProgress(label) {
  const terminal = process.stderr.isTTY === true;
  const start = Date.now();
  let shown;
  const timer = setInterval(() => {
    const elapsed = Date.now() - start;
    if (elapsed < quietMs || (!terminal && shown !== undefined && elapsed - shown < lineEveryMs)) return;
    shown = elapsed;
    process.stderr.write(`${terminal ? '\r' : ''}${label} ... ${Math.round(elapsed / 1000)} s${terminal ? '' : '\n'}`);
  }, 500);
  timer.unref();
  return (ending) => {
    clearInterval(timer);
    if (shown === undefined) return;
    process.stderr.write(`${terminal ? '\r' : ''}${label} ... ${Math.round((Date.now() - start) / 1000)} s, ${ending}\n`);
  };
}
