import { learnFeatures, learnLabel, learnSegments, newLearned, type Learned } from './event-learn.js';
import { futureToleranceMs, type EventRow } from './event-row.js';
import type { EventStatus, Feedback, Resolver } from './events.js';
import { zuluAt } from './instant.js';
import { cursorOn, scanNumber, scanText, skipSpaces, type Cursor } from './scan.js';

/**
 * Reads the usual form of an event line an order of magnitude quicker than JSON.parse and the schema. It answers only when
 * it is certain: every line it takes, the schema takes too, with the same values; every other line it leaves to the schema.
 */
export interface EventScanner {
  readonly learned: Learned;
  readonly cursor: Cursor;
}

export function newEventScanner(): EventScanner {
  return { learned: newLearned(), cursor: cursorOn('', 0, 0) };
}

const [id, system, version, time, score, decision, latency, status, reasons, segments, features, human, feedback, resolver, user] = Array.from(
  { length: 15 },
  (_, bit) => 1 << bit,
) as [number, number, number, number, number, number, number, number, number, number, number, number, number, number, number];
const required = id | system | version | time;

/** The event between `start` and `end` of `text`, or undefined when the line is not of the usual form (which does not mean it is wrong). */
export function scanEvent(scanner: EventScanner, text: string, start: number, end: number, line: number, nowMs: number): EventRow | undefined {
  const { learned, cursor } = scanner;
  cursor.text = text;
  cursor.at = start;
  cursor.end = end;
  let seen = 0;
  let idText = '';
  let timeMs = 0;
  let scoreValue: number | null = null;
  let decisionValue: boolean | null = null;
  let latencyMs: number | null = null;
  let statusText: EventStatus = 'ok';
  let reasonTexts: readonly string[] | null = null;
  let segmentsText: string | null = null;
  let featureNames: readonly string[] | null = null;
  let featureValues: readonly number[] | null = null;
  let humanDecision: boolean | null = null;
  let feedbackText: Feedback | null = null;
  let resolvedBy: Resolver | null = null;
  let userText: string | null = null;

  if (!take(cursor, 123)) return undefined;
  for (;;) {
    const field = takeField(cursor);
    if (field === 0 || (seen & field) !== 0) return undefined;
    seen |= field;
    const from = cursor.at;
    switch (field) {
      case id:
        if (!scanText(cursor, 200)) return undefined;
        idText = text.slice(from + 1, cursor.at - 1);
        break;
      case system:
      case version:
        if (!learnLabel(learned, cursor, field === system ? 'system' : 'version')) return undefined;
        break;
      case time: {
        if (text.charCodeAt(from) !== 34) return undefined;
        const close = from + (text.charCodeAt(from + 21) === 34 ? 21 : 25);
        timeMs = zuluAt(text, from + 1, close);
        if (text.charCodeAt(close) !== 34 || Number.isNaN(timeMs) || timeMs > nowMs + futureToleranceMs) return undefined;
        cursor.at = close + 1;
        break;
      }
      case score:
        if (takeWord(cursor, 'null')) break;
        scoreValue = scanNumber(cursor);
        if (!(scoreValue >= 0 && scoreValue <= 1)) return undefined;
        break;
      case latency:
        if (takeWord(cursor, 'null')) break;
        latencyMs = scanNumber(cursor);
        if (!(latencyMs >= 0 && latencyMs <= 86_400_000)) return undefined;
        break;
      case decision:
      case human: {
        const answer = takeBoolean(cursor);
        if (answer === undefined) return undefined;
        if (field === decision) decisionValue = answer;
        else humanDecision = answer;
        break;
      }
      case status:
        if (takeWord(cursor, '"ok"')) break;
        if (takeWord(cursor, '"error"')) statusText = 'error';
        else if (takeWord(cursor, '"timeout"')) statusText = 'timeout';
        else return undefined;
        break;
      case reasons:
        reasonTexts = scanReasons(cursor);
        if (reasonTexts === null) return undefined;
        break;
      case segments:
        if (!learnSegments(learned, cursor)) return undefined;
        segmentsText = learned.segments;
        break;
      case features:
        featureValues = learnFeatures(learned, cursor);
        if (featureValues === null) return undefined;
        featureNames = learned.features.names;
        break;
      case feedback:
        if (takeWord(cursor, 'null')) break;
        if (takeWord(cursor, '"accepted"')) feedbackText = 'accepted';
        else if (takeWord(cursor, '"edited"')) feedbackText = 'edited';
        else if (takeWord(cursor, '"rejected"')) feedbackText = 'rejected';
        else return undefined;
        break;
      case resolver:
        if (takeWord(cursor, 'null')) break;
        if (takeWord(cursor, '"ai"')) resolvedBy = 'ai';
        else if (takeWord(cursor, '"human"')) resolvedBy = 'human';
        else return undefined;
        break;
      default:
        if (takeWord(cursor, 'null')) break;
        if (!scanText(cursor, 200)) return undefined;
        userText = text.slice(from + 1, cursor.at - 1);
    }
    skipSpaces(cursor);
    if (take(cursor, 44)) continue;
    if (!take(cursor, 125)) return undefined;
    skipSpaces(cursor);
    if (cursor.at !== end || (seen & required) !== required) return undefined;
    return {
      line,
      id: idText,
      system: learned.system,
      version: learned.version,
      timeMs,
      score: scoreValue,
      decision: decisionValue,
      latencyMs,
      status: statusText,
      reasons: reasonTexts,
      segments: segmentsText,
      featureNames,
      featureValues,
      featureLabels: featureValues === null ? null : learned.labels,
      notFinite: featureValues === null ? 0 : learned.notFinite,
      humanDecision,
      feedback: feedbackText,
      resolvedBy,
      user: userText,
    };
  }
}

function take(cursor: Cursor, code: number): boolean {
  if (cursor.text.charCodeAt(cursor.at) !== code) return false;
  cursor.at += 1;
  return true;
}

function takeWord(cursor: Cursor, word: string): boolean {
  if (!cursor.text.startsWith(word, cursor.at)) return false;
  cursor.at += word.length;
  return true;
}

/** Undefined when there is neither a boolean nor null. */
function takeBoolean(cursor: Cursor): boolean | null | undefined {
  if (takeWord(cursor, 'true')) return true;
  if (takeWord(cursor, 'false')) return false;
  return takeWord(cursor, 'null') ? null : undefined;
}

/** Moves past a field's name and colon to its value; 0 when it is no field of an event. */
function takeField(cursor: Cursor): number {
  skipSpaces(cursor);
  const field = fieldAt(cursor);
  if (field === 0) return 0;
  skipSpaces(cursor);
  if (!take(cursor, 58)) return 0;
  skipSpaces(cursor);
  return field;
}

function fieldAt(cursor: Cursor): number {
  switch (cursor.text.charCodeAt(cursor.at + 1)) {
    case 105:
      return takeWord(cursor, '"id"') ? id : 0;
    case 118:
      return takeWord(cursor, '"version"') ? version : 0;
    case 116:
      return takeWord(cursor, '"time"') ? time : 0;
    case 100:
      return takeWord(cursor, '"decision"') ? decision : 0;
    case 108:
      return takeWord(cursor, '"latencyMs"') ? latency : 0;
    case 114:
      if (takeWord(cursor, '"reasons"')) return reasons;
      return takeWord(cursor, '"resolvedBy"') ? resolver : 0;
    case 102:
      if (takeWord(cursor, '"features"')) return features;
      return takeWord(cursor, '"feedback"') ? feedback : 0;
    case 104:
      return takeWord(cursor, '"humanDecision"') ? human : 0;
    case 117:
      return takeWord(cursor, '"user"') ? user : 0;
    case 115:
      if (takeWord(cursor, '"system"')) return system;
      if (takeWord(cursor, '"score"')) return score;
      if (takeWord(cursor, '"segments"')) return segments;
      return takeWord(cursor, '"status"') ? status : 0;
    default:
      return 0;
  }
}

/** Null leaves the line to the schema; so does an empty list, which is stored as none. */
function scanReasons(cursor: Cursor): readonly string[] | null {
  const found: string[] = [];
  if (!take(cursor, 91)) return null;
  do {
    skipSpaces(cursor);
    const from = cursor.at;
    if (!scanText(cursor, 200)) return null;
    found.push(cursor.text.slice(from + 1, cursor.at - 1));
    skipSpaces(cursor);
  } while (take(cursor, 44));
  return take(cursor, 93) && found.length <= 32 ? found : null;
}
