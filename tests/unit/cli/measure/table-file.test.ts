import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '../../../../apps/cli/src/measure/reading/table-file.js';
import { readWhere } from '../../../../apps/cli/src/measure/reading/where.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../../support/temporary-directory.js';

let folder: TemporaryDirectory;
let files = 0;
beforeAll(async () => {
  folder = await temporaryDirectory('fineprint-tables-');
});
afterAll(() => folder.remove());

interface Asked {
  readonly name?: string;
  readonly where?: readonly string[];
  readonly kind?: 'any' | 'numbers' | 'instants';
}

async function columnsOf(content: string | Buffer, columns: readonly string[], { name = 'table.csv', where = [], kind = 'any' }: Asked = {}) {
  const file = join(folder.path, `${files++}-${name}`);
  await writeFile(file, content);
  const table = await readTable({ file, columns: columns.map((column) => ({ name: column, kind })), conditions: where.map((one) => readWhere(one)), delimiter: undefined });
  const cells = columns.map((column) => {
    const found = table.columns.get(column)!;
    return found.kind === 'numbers' ? [...found.values] : [...found.codes].map((code) => found.labels[code] ?? null);
  });
  return { rows: table.rows, kept: table.kept, cells };
}

const refusalOf = (content: string | Buffer, columns: readonly string[], asked?: Asked): Promise<string> =>
  columnsOf(content, columns, asked).then(
    () => 'nothing was refused',
    (error: { readonly detail: string }) => error.detail.replace(/^\S*\/\d+-/, ''),
  );

describe('a column', () => {
  test.each([
    ['of numbers', 'a,b\n1,x\n2.5,y\n-3e2,z\n', [1, 2.5, -300]],
    ['of numbers with missing cells', 'a,b\n1,x\n,y\nNaN,z\ninf,w\n', [1, Number.NaN, Number.NaN, Infinity]],
    ['of texts, told by the last cell', 'a,b\n1,x\n2.0,y\n,z\nn/a,w\n', ['1', '2.0', null, 'n/a']],
    ['with quotes, delimiters and line ends in its cells', 'a,b\n"x, ""y""",1\n"two\nlines",2\n"",3\n', ['x, "y"', 'two\nlines', null]],
    ['of a file with Windows line ends', 'b,a\r\nx,1\r\n"y",2\r\n', [1, 2]],
    ['of a file that begins with a byte order mark and ends without a line end', '\uFEFFa\n1\n2', [1, 2]],
    ['of a file with blank lines', 'a,b\n1,x\n\n2,y\n\n', [1, 2]],
    ['parted by semicolons', 'a;b\n1;x\n2;y,z\n', [1, 2]],
    ['parted by tabs', 'a\tb\n1\tx\n2\ty\n', [1, 2]],
    ['of letters beyond ASCII', 'a\ncafé\n😀\ncafé\n', ['café', '😀', 'café']],
    ['of a file without rows', 'a,b\n', []],
  ])('%s', async (_, content, expected) => {
    expect((await columnsOf(content, ['a'])).cells).toEqual([expected]);
  });

  test('is the same from NDJSON, where paths lead into objects', async () => {
    const content = '{"a":1,"f":{"age":40}}\n\n{"a":null,"f":{"age":"41"}}\n{"f.age":42}\n';
    expect(await columnsOf(content, ['a', 'f.age'], { name: 'events.ndjson' })).toEqual({ rows: 3, kept: 3, cells: [[1, Number.NaN, Number.NaN], [40, 41, 42]] });
  });

  test('of texts is the same from NDJSON', async () => {
    expect((await columnsOf('{"a":true}\n{"a":"x"}\n{"a":3}\n', ['a'], { name: 'events' })).cells).toEqual([['true', 'x', '3']]);
  });

  test('is the same from gzip, whatever the file is called', async () => {
    expect((await columnsOf(gzipSync('a,b\n1,x\n2,y\n'), ['b', 'a'], { name: 'table' })).cells).toEqual([['x', 'y'], [1, 2]]);
  });

  test('of instants becomes milliseconds, from seconds and milliseconds too', async () => {
    const expected = Date.UTC(2026, 2, 1, 9, 30);
    expect((await columnsOf(`a\n2026-03-01T09:30:00Z\n2026-03-01T10:30:00+01:00\n${expected / 1000}\n${expected}\n`, ['a'], { kind: 'instants' })).cells).toEqual([[expected, expected, expected, expected]]);
  });

  test('holds the doubles that were written, in whatever way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer(), fc.double({ noNaN: true, min: 0, max: 1 }).map((share) => Number(share.toFixed(6)))), { minLength: 1 }), async (values) => {
        const [cells] = (await columnsOf(`a\n${values.join('\n')}\n`, ['a'])).cells;
        expect(cells).toEqual(values.map((value) => (Object.is(value, -0) ? 0 : value)));
      }),
      { numRuns: 50 },
    );
  });

  test('is whole when records fall on the borders of what is read at once', async () => {
    const rows = Array.from({ length: 60_000 }, (_, row) => `${row},"text ""${row}"", of row ${row}"`);
    const { cells } = await columnsOf(`a,b\n${rows.join('\n')}\n`, ['a', 'b']);
    expect(cells[0]!.every((cell, row) => cell === row)).toBe(true);
    expect(cells[1]!.every((cell, row) => cell === `text "${row}", of row ${row}`)).toBe(true);
  });
});

describe('rows are chosen', () => {
  const content = 'id,age,name,time\n1,30,ann,2026-01-05\n2,,bob,2026-02-01\n3,50,,2026-03-01\n4,30.0,eve,2026-03-02\n';
  test.each([
    ['age=30', [1, 4]],
    ['age!=30', [2, 3]],
    ['age>30', [3]],
    ['age >= 30', [1, 3, 4]],
    ['age<50', [1, 4]],
    ['age<=50', [1, 3, 4]],
    ['age in 50, 60', [3]],
    ['age is given', [1, 3, 4]],
    ['age is missing', [2]],
    ['age=none', []],
    ['name=ann', [1]],
    ['name!=ann', [2, 3, 4]],
    ['name in bob,eve', [2, 4]],
    ['name is missing', [3]],
    ['time>=2026-02-01', [2, 3, 4]],
    ['time<2026-02', [1]],
  ])('by %s', async (where, expected) => {
    expect((await columnsOf(content, ['id'], { where: [where] })).cells).toEqual([expected]);
  });

  test('by all conditions together, and those that are left are counted', async () => {
    expect(await columnsOf(content, ['id'], { where: ['age=30', 'time>2026-02'] })).toEqual({ rows: 4, kept: 1, cells: [[4]] });
  });

  test('and a column is judged by the cells that are left', async () => {
    expect((await columnsOf('a,b\n1,x\nunknown,y\n2,x\n', ['a'], { where: ['b=x'] })).cells).toEqual([[1, 2]]);
  });
});

describe('refused in one line is', () => {
  test.each([
    ['a column that is not there', 'score,label\n1,2\n', ['skore'], {}, 'table.csv: there is no column "skore". Did you mean "score"? The columns are score, label.'],
    ['a column that is there twice', 'a,b,a\n1,2,3\n', ['a'], {}, 'table.csv: the column "a" is there more than once'],
    ['a line of another length', 'a,b\n1,2\n3\n', ['a'], {}, 'table.csv: line 3 has 1 cells, the first line has 2'],
    ['a text where numbers are needed', 'a,b\n1,2\n\n"x",3\n', ['a'], { kind: 'numbers' }, 'table.csv: line 4: "x" in column "a" is not a number'],
    ['a time without a zone', 'a\n2026-03-01 10:00\n', ['a'], { kind: 'instants' }, 'table.csv: line 2: "2026-03-01 10:00" in column "a" is not an instant such as 2026-03-01T09:30:00Z'],
    ['a quote that is never closed', 'a,b\n1,"x\n2,y\n', ['a'], {}, 'table.csv: line 2: a quote is opened and never closed'],
    ['a quote that ends before its cell', 'a,b\n1,"x"y\n', ['a'], {}, 'table.csv: line 2: something stands between a closing quote and the next cell'],
    ['an empty file', '', ['a'], {}, 'table.csv: the file is empty; the first line of a CSV names its columns'],
    ['broken gzip', gzipSync('a\n1\n').subarray(0, 20), ['a'], {}, 'table.csv: the gzip file is broken (unexpected end of file)'],
    ['what is not UTF-8', Buffer.from('a\ncaf\xe9\n', 'latin1'), ['a'], {}, 'table.csv: Line 2 of the file is not UTF-8. Save the file as UTF-8 and try again.'],
    ['NDJSON that is none', '{"a":1}\n{"a":\n', ['a'], { name: 'x.ndjson' }, 'x.ndjson: line 2 is not JSON'],
    ['a list of JSON', '[{"a":1}]', ['a'], { name: 'x.json' }, 'x.json: line 1 is not a JSON object; one object a line is expected'],
    ['a list in a cell', '{"a":[1]}', ['a'], { name: 'x.ndjson' }, 'x.ndjson: line 1: "a" is neither a text nor a number'],
    ['a name that no object has', '{"a":{"b":1,"c":2}}', ['a.d'], { name: 'x.ndjson' }, 'x.ndjson: there is no column "a.d". Did you mean "a.b"? The columns are a.b, a.c.'],
    ['an order that makes no sense', 'a\n5\n', ['a'], { where: ['a>x'] }, 'table.csv: --where a>x: the column holds the number 5, and "x" is none'],
  ] as const)('%s', async (_, content, columns, asked, expected) => {
    expect(await refusalOf(content, columns, asked)).toBe(expected);
  });

  test('a file that is not there, and a folder', async () => {
    const order = { columns: [{ name: 'a', kind: 'any' as const }], conditions: [], delimiter: undefined };
    await expect(readTable({ ...order, file: 'nowhere.csv' })).rejects.toMatchObject({ detail: 'nowhere.csv: there is no such file' });
    await expect(readTable({ ...order, file: folder.path })).rejects.toMatchObject({ detail: `${folder.path}: this is a folder or a device, not a file` });
  });
});
