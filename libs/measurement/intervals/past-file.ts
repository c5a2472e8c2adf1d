import type { BacktestFile } from '#libs/wire/backtests.js';
import { readPastEvent } from '#libs/wire/past-events.js';
import { addPastEvent, newPastEvents, type PastEvents } from './past-events.js';

const faultsReported = 100;

/** What was read of a file so far: events by the system they name (the empty name stands for those that name none), and what was refused. */
export interface PastFile {
  readonly systems: Map<string, PastEvents>;
  readonly faults: { readonly line: number; readonly detail: string }[];
  records: number;
  refused: number;
  /** Milliseconds since 1970 of the first and the last event; infinite without one. */
  firstMs: number;
  lastMs: number;
}

/** A record as it was found in a file: its value, or why it cannot be read. */
export type PastRecord = { readonly value: unknown } | { readonly fault: string };

export function newPastFile(): PastFile {
  return { systems: new Map(), faults: [], records: 0, refused: 0, firstMs: Infinity, lastMs: -Infinity };
}

/** Takes one record, or counts why it is refused; one that makes no sense refuses no other. */
export function takePastRecord(file: PastFile, line: number, record: PastRecord): void {
  file.records += 1;
  const read = 'fault' in record ? record : readPastEvent(record.value);
  if (read.fault !== undefined) {
    file.refused += 1;
    if (file.faults.length < faultsReported) file.faults.push({ line, detail: read.fault });
    return;
  }
  const { system, event } = read;
  const events = file.systems.get(system ?? '') ?? newPastEvents();
  file.systems.set(system ?? '', events);
  addPastEvent(events, event);
  file.firstMs = Math.min(file.firstMs, event.timeMs);
  file.lastMs = Math.max(file.lastMs, event.timeMs);
}

/** What is told of the reading. */
export function readOf({ records, refused, faults }: PastFile): BacktestFile {
  return { records, taken: records - refused, refused, faults: [...faults] };
}
