import { describe, expect, test } from 'vitest';
import { csvRecords, ndjsonRecords } from '../../../apps/cli/src/push/records.js';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function textsOf(records: AsyncIterable<{ readonly text: string }>): Promise<string[]> {
  const texts: string[] = [];
  for await (const { text } of records) texts.push(text);
  return texts;
}

const csv = (bytes: Buffer, size: number) => textsOf(csvRecords(inPieces(bytes, size), 'outcome', {}, undefined));
const ndjson = (bytes: Buffer, size: number) => textsOf(ndjsonRecords(inPieces(bytes, size), 'outcome', {}));

describe.each([1, 5, 1_000])('a file read in pieces of %i bytes', (size) => {
  test('keeps its letters', async () => {
    const body = Buffer.from('event,system,outcome,time\ncafé 😀,scoring,positive,2026-03-01T00:00:00Z');
    expect(await csv(body, size)).toEqual(['{"event":"café 😀","system":"scoring","outcome":"positive","time":"2026-03-01T00:00:00Z"}']);
    expect(await ndjson(Buffer.from('{"event":"café 😀"}\n"é"'), size)).toEqual(['{"event":"café 😀"}', '"é"']);
  });

  test.each([
    ['CSV', csv, 'event,system,outcome,time\na,scoring,positive,t\ncaf\xe9,scoring,positive,t\nb,scoring,positive,t\n', 3],
    ['CSV without a last line end', csv, 'event,system,outcome,time\ncaf\xe9', 2],
    ['NDJSON', ndjson, '{"event":"a"}\n{"event":"caf\xe9"}\n{"event":"caf\xe8"}\n', 2],
  ] as const)('is refused by its line where it is %s that is not UTF-8', async (_, read, text, line) => {
    await expect(read(Buffer.from(text, 'latin1'), size)).rejects.toMatchObject({ code: 'INVALID', detail: `Line ${line} of the file is not UTF-8. Save the file as UTF-8 and try again.` });
  });
});
