import { assertedUtf8 } from '../../files/file-bytes.js';
import { numberOf } from './cell-number.js';
import { refuse } from './refuse.js';
import { refuseColumn, type Row, type RowReader } from './row.js';

/** Reads NDJSON: one object a line, blank lines are no rows. `features.age` is the age inside features; null and what is not there are missing. */
export const ndjsonRows: RowReader = async (pieces, wanted, onRow) => {
  const paths = wanted.map((column) => column.split('.'));
  const found = wanted.map(() => false);
  const cells: (string | number | null)[] = wanted.map(() => null);
  let first: object | undefined;
  let line = 0;
  const take = (text: string): boolean => {
    line++;
    if (text.trim() === '') return true;
    const plain = objectIn(text, line);
    first ??= plain;
    for (let place = 0; place < wanted.length; place++) {
      const value = valueAt(plain, wanted[place]!, paths[place]!);
      found[place] ||= value !== undefined;
      cells[place] = cellOf(value, wanted[place]!, line);
    }
    return onRow(row, line);
  };
  const row: Row = {
    numberAt: (place) => {
      const cell = cells[place];
      return typeof cell === 'number' ? cell : numberOf(cell ?? '');
    },
    keyAt: (place) => (cells[place] === null ? null : String(cells[place])),
    textOf: (key) => key,
  };
  if (!(await eachLine(pieces, take))) return;
  if (first === undefined) refuse('the file is empty');
  const missing = wanted.find((_, place) => !found[place]);
  if (missing !== undefined) refuseColumn(missing, namesIn(first));
};

/** False when no more lines were wanted. */
async function eachLine(pieces: AsyncGenerator<Buffer>, take: (text: string) => boolean): Promise<boolean> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const piece of assertedUtf8(pieces)) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (!take(line)) return false;
  }
  rest += decoder.decode();
  return rest === '' || take(rest);
}

function objectIn(text: string, line: number): object {
  try {
    const plain: unknown = JSON.parse(text);
    if (typeof plain === 'object' && plain !== null && !Array.isArray(plain)) return plain;
  } catch {
    return refuse(`line ${line} is not JSON`);
  }
  return refuse(`line ${line} is not a JSON object; one object a line is expected`);
}

function valueAt(plain: object, column: string, path: readonly string[]): unknown {
  if (Object.hasOwn(plain, column)) return Reflect.get(plain, column);
  let value: unknown = plain;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

function cellOf(value: unknown, column: string, line: number): string | number | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  return typeof value === 'boolean' ? String(value) : refuse(`line ${line}: "${column}" is neither a text nor a number`);
}

/** The columns of an object, those inside others by their path. */
function namesIn(plain: object, before = ''): readonly string[] {
  return Object.entries(plain).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? namesIn(value, `${before}${name}.`) : [`${before}${name}`],
  );
}
