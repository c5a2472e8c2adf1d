import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { sha256Hex } from '#libs/evidence/sha256.js';

/** What has been answered for so far; the first three counts add up to `records`. */
export const Done = z.strictObject({ records: z.int(), accepted: z.int(), duplicate: z.int(), rejected: z.int(), pending: z.int(), restated: z.int() });
export type Done = z.infer<typeof Done>;

const Kept = z.strictObject({ file: z.string(), options: z.string(), done: Done });

const headBytes = 65_536;

/** Remembers beside the file how far a push has come, so that the same command goes on where it stopped. */
export interface ProgressFile {
  /** What an earlier push of the same file with the same options has done; undefined when there is none. */
  earlier(): Promise<Done | undefined>;
  keep(done: Done): Promise<void>;
  remove(): Promise<void>;
}

/** @param options whatever changes what is sent: another server or mapping starts from the beginning */
export async function progressFileOf(file: string, options: unknown): Promise<ProgressFile> {
  const path = `${file}.fineprint-push.json`;
  const identity = { file: await fingerprintOf(file), options: sha256(JSON.stringify(options)) };
  return {
    async earlier() {
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text === undefined) return undefined;
      const kept = Kept.safeParse(plainOf(text));
      return kept.success && kept.data.file === identity.file && kept.data.options === identity.options ? kept.data.done : undefined;
    },
    async keep(done) {
      // Renamed into place: an interrupted write leaves the last good one.
      await writeFile(`${path}.new`, JSON.stringify({ ...identity, done }));
      await rename(`${path}.new`, path);
    },
    async remove() {
      await rm(path, { force: true });
    },
  };
}

async function fingerprintOf(file: string): Promise<string> {
  const { size, mtimeMs } = await stat(file);
  const handle = await open(file);
  try {
    const head = Buffer.alloc(Math.min(size, headBytes));
    await handle.read(head, 0, head.length, 0);
    return sha256(`${size} ${mtimeMs} ${sha256(head)}`);
  } finally {
    await handle.close();
  }
}

function sha256(value: string | Buffer): string {
  return sha256Hex(value);
}

function plainOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
