import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, productNode, root } from './prepare.mjs';

// Reading a stream makes much short-lived memory. A small young generation fits the processor's cache: the same speed with
// 100 MB less than Node's default, which grows with the machine.
const nodeFlags = ['--max-semi-space-size=8'];

/**
 * Installs and builds what is missing, then runs a built program of the product in place of this process: same input
 * and output, signals passed on, same exit code.
 *
 * @param {string} program path below dist
 * @param {readonly string[]} args
 */
export async function launch(program, args) {
  try {
    await ensureInstalled();
    await ensureBuilt();
    run(productNode(), [...nodeFlags, join(root, 'dist', program), ...args]);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

function run(command, args) {
  const child = spawn(command, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) endWithNpm(child);
  child.on('error', (error) => {
    process.stderr.write(`${command} cannot be started: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/**
 * Ends the program when npm is gone. npm runs us through a shell, and a shell that is told to end does not tell us:
 * `kill <npm>` would leave a server behind that nobody sees.
 */
function endWithNpm(child) {
  const parents = parentsNow();
  const timer = setInterval(() => {
    if (parentsNow() === parents) return;
    clearInterval(timer);
    child.kill('SIGTERM');
  }, 500);
}

/** The shell and, where the system tells, npm itself. */
function parentsNow() {
  const shell = process.ppid;
  try {
    return `${shell} ${readFileSync(`/proc/${shell}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1]}`;
  } catch {
    return String(shell);
  }
}
