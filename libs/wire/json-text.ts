import { FineprintError } from './errors.js';

export const depthLimit = 32;

/**
 * JSON.parse that also refuses what JSON.parse lets pass silently: a repeated key (the last would win),
 * a `__proto__` key, nesting deeper than `depthLimit`, lone surrogates and NUL characters (PostgreSQL cannot store them).
 * @param memberLimit most members of any one list or object
 * @throws FineprintError JSON_INVALID, JSON_DUPLICATE_KEY, JSON_TOO_DEEP or INVALID, saying at which character
 */
export function parseJson(text: string, memberLimit = Number.POSITIVE_INFINITY): unknown {
  const value = parseItems(text, memberLimit);
  if (!text.isWellFormed() || /\\u(d[89a-f]|0000)/i.test(text)) assertText(value);
  return value;
}

/** The same without a look at texts, for lists whose items are refused one by one. */
export function parseItems(text: string, memberLimit: number): unknown {
  assertSmall(text, memberLimit);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FineprintError('JSON_INVALID', `The body is not valid JSON: ${(error as Error).message}`);
  }
  assertKeys(text);
  return value;
}

// Before parsing: JSON.parse itself takes 200,000 levels, but everything that walks the value afterwards does not; and a million
// members take seconds to check, though only the first thousand could count.
function assertSmall(text: string, memberLimit: number): void {
  const commas: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) at = endOfString(text, at);
    else if (code === 123 || code === 91) {
      if (commas.push(0) > depthLimit) throw new FineprintError('JSON_TOO_DEEP', `The body is nested more than ${depthLimit} levels deep at character ${at + 1}`);
    } else if (code === 125 || code === 93) commas.pop();
    else if (code === 44 && commas.length > 0) {
      const seen = (commas.pop() ?? 0) + 1;
      if (seen >= memberLimit) throw new FineprintError('INVALID', `A list or object holds more than ${memberLimit} members (character ${at + 1}); send them in several requests`);
      commas.push(seen);
    }
  }
}

// After parsing, so the text is known to be valid: a string directly followed by a colon is a key.
function assertKeys(text: string): void {
  const keys: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 123) keys.push(new Set());
    else if (code === 91) keys.push(undefined);
    else if (code === 125 || code === 93) keys.pop();
    else if (code === 34) {
      const end = endOfString(text, at);
      if (isKey(text, end)) remember(keys.at(-1), text.slice(at, end + 1), at);
      at = end;
    }
  }
}

function remember(seen: Set<string> | undefined, quoted: string, at: number): void {
  const key = JSON.parse(quoted) as string;
  if (key === '__proto__') throw new FineprintError('JSON_INVALID', `The key "__proto__" is not accepted (character ${at + 1})`);
  if (seen?.has(key)) throw new FineprintError('JSON_DUPLICATE_KEY', `The key ${JSON.stringify(key)} is repeated at character ${at + 1}`);
  seen?.add(key);
}

function isKey(text: string, end: number): boolean {
  let at = end + 1;
  while (' \t\n\r'.includes(text.charAt(at)) && at < text.length) at += 1;
  return text.charCodeAt(at) === 58;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 92) at += 1;
    else if (code === 34) return at;
  }
  return text.length;
}

function assertText(value: unknown): void {
  const pointer = unstorableText(value);
  if (pointer !== undefined) throw new FineprintError('JSON_INVALID', unstorableAt(pointer));
}

/** Where a value holds text that cannot be stored: half of a surrogate pair, or a NUL character, as value or as key; undefined when it holds none. */
export function unstorableText(value: unknown, pointer = ''): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000') ? undefined : pointer || '/';
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = unstorableText(key, `${pointer}/${key}`) ?? unstorableText(inner, `${pointer}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function unstorableAt(pointer: string): string {
  return `The text at ${pointer} holds a NUL character or half of a surrogate pair`;
}
