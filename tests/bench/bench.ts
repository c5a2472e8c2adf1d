import pg from 'pg';
import { writeEventFiles, type EventFiles } from './event-files.js';
import { install, type Installation } from './installation.js';

/** One figure of the report; without a bar it is there for information. */
export interface Line {
  readonly what: string;
  readonly value: string;
  readonly bar: string;
  /** Null where it could not be found out. */
  readonly isMet: boolean | null;
}

/** What a part adds to the report: its lines, and the versions of what it was compared with. */
export interface PartReport {
  readonly lines: readonly Line[];
  readonly versions: Readonly<Record<string, string>>;
}

/** A part measures against others in one run, because the ratio is what a bar means. */
export type Part = (bench: Bench) => Promise<PartReport>;

/** A server with nothing in it but one system, and the owner of its database. */
export interface BenchServer extends Installation {
  readonly owner: pg.Client;
  readonly version: string;
  /** Removes all events, outcomes and intervals. */
  forget(): Promise<void>;
  files(count: number): Promise<EventFiles>;
}

export interface Bench {
  /** Whether sizes that take many minutes are wanted too. */
  readonly isFull: boolean;
  /** Installed when the first part asks. */
  server(): Promise<BenchServer>;
  end(): Promise<void>;
}

export function newBench(isFull: boolean): Bench {
  let installed: Promise<BenchServer> | undefined;
  return {
    isFull,
    server: () => (installed ??= benchServer()),
    end: async () => {
      const server = await installed;
      await server?.owner.end();
      await server?.stop();
    },
  };
}

async function benchServer(): Promise<BenchServer> {
  const installation = await install();
  const owner = new pg.Client({ connectionString: installation.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ server_version: string }>('SHOW server_version');
  const files = new Map<number, Promise<EventFiles>>();
  const write = (count: number): Promise<EventFiles> => {
    console.log(`writing ${inWords(count)} events`);
    return writeEventFiles(installation.folder, count);
  };
  return {
    ...installation,
    owner,
    version: rows[0]!.server_version,
    forget: async () => void (await owner.query('TRUNCATE event, outcome, interval, interval_day, interval_version_day, stale_hour, dirty_hour; CHECKPOINT')),
    files: (count) => {
      const written = files.get(count) ?? write(count);
      files.set(count, written);
      return written;
    },
  };
}

export const million = 1_000_000;

export function inWords(count: number): string {
  return count >= million ? `${count / million} M` : `${count / 1_000} k`;
}

export function perSecond(rate: number): string {
  return Math.round(rate).toLocaleString('en');
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** A figure for information. */
export function shown(what: string, value: string): Line {
  return { what, value, bar: '', isMet: true };
}

export function atLeast(what: string, value: number, bar: number): Line {
  return { what, value: value.toFixed(2), bar: `at least ${bar.toFixed(2)}`, isMet: value >= bar };
}

export function atMost(what: string, value: number, bar: number, unit = ''): Line {
  const digits = unit === '' ? 2 : 0;
  return { what, value: `${value.toFixed(digits)}${unit}`, bar: `at most ${bar.toFixed(digits)}${unit}`, isMet: value <= bar };
}
