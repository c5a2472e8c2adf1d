import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

/** A process that answers each line of JSON with one. */
export interface AskedProcess {
  ask<Answer>(question: object): Promise<Answer>;
  end(): void;
}

export function askedProcess(command: string, args: readonly string[]): AskedProcess {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async <Answer>(question: object) => {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const { done, value } = await answers.next();
      if (done) throw new Error(`${command} ended without an answer to ${JSON.stringify(question)}`);
      return JSON.parse(value) as Answer;
    },
    end: () => child.stdin.end(),
  };
}

/** Our side in a process of its own, on the rows of a folder. */
export function ourProcess(folder: string): AskedProcess {
  const script = fileURLToPath(new URL('ours.ts', import.meta.url));
  return askedProcess(process.execPath, ['--max-semi-space-size=8', '--conditions=source', '--import', '@oxc-node/core/register', script, folder]);
}
