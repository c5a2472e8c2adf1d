import { stat } from 'node:fs/promises';
import { eventOfLine, outcomeOfLine } from '#libs/wire/ingest-line.js';
import type { IngestReport, Rejection } from '#libs/wire/events.js';
import { FineprintError } from '#libs/wire/errors.js';
import { openFile } from '../files/file-bytes.js';
import type { Mapping } from './mapping.js';
import { progressBar } from './progress-bar.js';
import { progressFileOf, type Done, type ProgressFile } from './progress-file.js';
import { csvRecords, ndjsonRecords, type FileRecord, type Format } from './records.js';
import { sendChunk, type Target } from './sender.js';

export interface Push {
  readonly file: string;
  readonly format: Format;
  readonly delimiter: string | undefined;
  readonly mapping: Mapping;
  readonly target: Target;
  readonly linesPerRequest: number;
  readonly isResumable: boolean;
  /** Check here, send nothing. */
  readonly isDryRun: boolean;
}

/** What became of the file. Lines of `rejections` are lines of the file. */
export type PushResult = IngestReport & { readonly resumedAfter: number };

const bytesPerRequest = 8 * 1_048_576;
const rejectionsKept = 1_000;

/** Sends a file chunk by chunk; each chunk is on record beside the file once the server has answered for it. */
export async function push(order: Push): Promise<PushResult> {
  const { size } = order.file === '-' ? { size: 0 } : await stat(order.file).catch(() => notThere(order.file));
  const progressFile = order.isResumable && !order.isDryRun && order.file !== '-' ? await progressFileOf(order.file, optionsOf(order)) : undefined;
  const earlier = await progressFile?.earlier();
  const bar = progressBar();
  if (earlier) bar.say(`Going on after ${earlier.records.toLocaleString('en')} lines that were sent before (--no-resume starts again).`);

  const opened = openFile(order.file);
  const { kind } = order.target;
  const records = order.format === 'csv' ? csvRecords(opened.bytes, kind, order.mapping, order.delimiter) : ndjsonRecords(opened.bytes, kind, order.mapping);
  const done: Done = { ...(earlier ?? { records: 0, accepted: 0, duplicate: 0, rejected: 0, pending: 0, restated: 0 }) };
  const rejections: Rejection[] = [];
  const answered = async (chunk: readonly FileRecord[], isFirst: boolean): Promise<void> => {
    const report = order.isDryRun ? checked(order, chunk) : await sendChunk(order.target, chunk.map(({ text }) => text), isFirst, bar.say);
    done.records += chunk.length;
    done.accepted += report.accepted;
    done.duplicate += report.duplicate;
    done.rejected += report.rejected;
    done.pending += report.pending;
    done.restated += report.restated;
    const found = report.rejections.map(({ line, id, field, code, detail }) => ({ line: chunk[line - 1]?.line ?? line, id, field, code, detail }));
    rejections.push(...found.slice(0, rejectionsKept - rejections.length));
    await keep(progressFile, done, bar.say);
    bar.show(done.records, size > 0 ? Math.min(1, opened.bytesRead() / size) : undefined);
  };

  // A chunk is read from the file while the one before it is on its way.
  let sending: Promise<void> = Promise.resolve();
  let isFirst = true;
  try {
    for await (const chunk of chunksOf(records, earlier?.records ?? 0, order.linesPerRequest)) {
      await sending;
      sending = answered(chunk, isFirst);
      sending.catch(() => undefined);
      isFirst = false;
    }
  } finally {
    await sending.finally(bar.end);
  }
  await progressFile?.remove();
  return {
    sent: done.records,
    accepted: done.accepted,
    duplicate: done.duplicate,
    rejected: done.rejected,
    pending: done.pending,
    restated: done.restated,
    rejections,
    truncated: done.rejected > rejections.length,
    resumedAfter: earlier?.records ?? 0,
  };
}

async function* chunksOf(records: AsyncIterable<FileRecord>, skipped: number, lines: number): AsyncGenerator<FileRecord[]> {
  let chunk: FileRecord[] = [];
  let bytes = 0;
  let left = skipped;
  for await (const record of records) {
    if (left > 0) {
      left -= 1;
      continue;
    }
    chunk.push(record);
    bytes += record.text.length;
    if (chunk.length < lines && bytes < bytesPerRequest) continue;
    yield chunk;
    chunk = [];
    bytes = 0;
  }
  if (chunk.length > 0) yield chunk;
}

function checked({ target }: Push, chunk: readonly FileRecord[]): IngestReport {
  const read = target.kind === 'event' ? eventOfLine : outcomeOfLine;
  const nowMs = Date.now();
  const rejections = chunk.map(({ text }, at) => read(text, at + 1, nowMs)).filter((row) => 'code' in row);
  return { sent: chunk.length, accepted: chunk.length - rejections.length, duplicate: 0, rejected: rejections.length, pending: 0, restated: 0, rejections, truncated: false };
}

async function keep(progressFile: ProgressFile | undefined, done: Done, say: (text: string) => void): Promise<void> {
  await progressFile?.keep(done).catch((error: Error) => say(`Cannot write beside the file, so this push cannot be resumed: ${error.message}`));
}

function optionsOf({ format, delimiter, mapping, target }: Push): unknown {
  return { format, delimiter, mapping, server: target.server, kind: target.kind };
}

function notThere(file: string): never {
  throw new FineprintError('INVALID', `There is no file ${file}.`);
}
