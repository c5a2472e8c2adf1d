import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A Python and the versions of the peers that it can import. */
export interface Python {
  readonly command: string;
  readonly versions: Readonly<Record<string, string>>;
}

export const peersScript = fileURLToPath(new URL('../peers/peers.py', import.meta.url));

/** The Python with the most peers: the one that FINEPRINT_PYTHON names, or what usual names lead to. Null without any. */
export function findPython(named: string | undefined): Python | null {
  const commands = named === undefined || named === '' ? ['python3', '/usr/bin/python3', 'python'] : [named];
  const found = commands.flatMap((command) => {
    const { status, stdout } = spawnSync(command, [peersScript], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return status === 0 ? [{ command, versions: JSON.parse(stdout) as Readonly<Record<string, string>> }] : [];
  });
  return found.toSorted((a, b) => Object.keys(b.versions).length - Object.keys(a.versions).length)[0] ?? null;
}
