import { FineprintError } from './errors.js';
import { scanEvent, type EventScanner } from './event-scan.js';
import { eventRowOf, outcomeRowOf, type EventRow, type OutcomeRow, type Refusal } from './event-row.js';
import { parseJson } from './json-text.js';

/** Reads the event line between `start` and `end` of a larger text; the line end is outside. */
export function readEventLine(scanner: EventScanner, text: string, start: number, end: number, line: number, nowMs: number): EventRow | Refusal {
  return scanEvent(scanner, text, start, end, line, nowMs) ?? eventOfLine(text.slice(start, end), line, nowMs);
}

/** Reads one NDJSON line that holds an event by its schema. `text` is without its line end. */
export function eventOfLine(text: string, line: number, nowMs: number): EventRow | Refusal {
  const parsed = parsedLine(text, line);
  return 'rejection' in parsed ? parsed.rejection : eventRowOf(parsed.value, line, nowMs);
}

/** Reads one NDJSON line that holds an outcome. */
export function outcomeOfLine(text: string, line: number, nowMs: number): OutcomeRow | Refusal {
  const parsed = parsedLine(text, line);
  return 'rejection' in parsed ? parsed.rejection : outcomeRowOf(parsed.value, line, nowMs);
}

function parsedLine(text: string, line: number): { readonly value: unknown } | { readonly rejection: Refusal } {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    if (!(error instanceof FineprintError)) throw error;
    const code = error.code === 'JSON_DUPLICATE_KEY' ? 'FIELD_REPEATED' : 'NOT_JSON';
    const detail = error.detail.replace('The body', 'The line').slice(0, 300).toWellFormed();
    return { rejection: { line, id: null, system: null, field: null, code, detail } };
  }
}
