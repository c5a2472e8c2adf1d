import { FineprintError } from '#libs/wire/errors.js';

/** RFC 8785 canonical JSON of plain data: the one text that is hashed. Refuses what JSON cannot carry. */
export function canonical(value: unknown): string {
  return write(value, '$');
}

function write(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
      return text(value, path);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      // ECMAScript's number-to-text algorithm is the one RFC 8785 §3.2.2.3 prescribes; JSON.stringify also maps -0 to 0.
      return Number.isFinite(value) ? JSON.stringify(value) : refuse(path, `${value} is not a JSON number`);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? list(value, path) : members(value, path);
    default:
      return refuse(path, `${typeof value} is not JSON`);
  }
}

function list(items: readonly unknown[], path: string): string {
  // Array.from turns holes into undefined, which is refused instead of silently becoming null.
  return `[${Array.from(items, (item, at) => write(item, `${path}[${at}]`)).join(',')}]`;
}

function members(value: object, path: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return refuse(path, 'only plain objects have a canonical form');
  // Array.prototype.sort without a comparator compares UTF-16 code units, as RFC 8785 §3.2.3 demands.
  const keys = Object.keys(value).toSorted();
  const written = keys.map((key) => {
    const member: unknown = Reflect.get(value, key);
    return `${text(key, path)}:${write(member, `${path}.${key}`)}`;
  });
  return `{${written.join(',')}}`;
}

function text(value: string, path: string): string {
  if (/\p{Cs}/u.test(value)) return refuse(path, 'the text has a lone surrogate');
  return JSON.stringify(value);
}

function refuse(path: string, reason: string): never {
  throw new FineprintError('MALFORMED', `No canonical JSON at ${path}: ${reason}`);
}
