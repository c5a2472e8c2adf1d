import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { readOf } from '#libs/measurement/intervals/past-file.js';
import type { ObjectiveDefinition } from '#libs/wire/objectives.js';
import { readAgreementFile } from '../../../../apps/cli/src/backtest/agreement-file.js';
import { tried } from '../../../../apps/cli/src/backtest/backtest-command.js';
import { backtestText } from '../../../../apps/cli/src/backtest/backtest-text.js';
import { readPastFile } from '../../../../apps/cli/src/backtest/past-file.js';
import { temporaryDirectory, type TemporaryDirectory } from '../../../support/temporary-directory.js';

const source = { clauseId: 'uptime', termPath: 'uptime.target', termHash: '' };
const uptime: ObjectiveDefinition = {
  key: 'uptime.availability',
  label: 'Availability',
  metric: 'availability',
  method: { availability: 'event-ratio' },
  direction: 'at-least',
  target: '90',
  unit: 'percent',
  window: { kind: 'calendar-month', zone: 'Europe/Lisbon' },
  minimumSample: 1,
  coverageFloor: null,
  maturityDays: 0,
  graceHours: 0,
  tiers: [{ bound: '90', inclusive: false, percent: '10' }],
  source,
};

const agreement = (objective: ObjectiveDefinition) => ({
  format: 'fineprint-agreement/1',
  agreementId: '0199c0de-0000-7000-8000-000000000001',
  digest: '0'.repeat(64),
  frozenAt: '2026-01-01T00:00:00Z',
  signatures: [],
  contents: {
    format: 'fineprint-version/1',
    number: 1,
    templateId: 'ai-crm-light',
    templateTexts: [],
    customerName: 'Harbour & Vale',
    vendorName: 'Leadmind',
    systems: [],
    draft: { title: 'Lead scoring', effectiveFrom: '2026-01-01', effectiveUntil: null, zone: 'Europe/Lisbon', terms: {} },
    opening: [],
    clauses: [],
    compiled: {
      objectives: [objective],
      clocks: [],
      credits: { monthlyCharge: { amount: '1000.00', currency: 'EUR' }, monthlyCapPercent: '100', rollingCapPercent: '100', minimumPayout: '0', claim: 'days-after-window', claimDays: 30, source },
    },
  },
});

const rows = Array.from({ length: 10 }, (_, at) => `2026-01-05T10:0${at}:00Z,${at < 4 ? 'error' : 'ok'},true,0.5`);
const csv = ['time,status,decision,score', ...rows].join('\n');

async function files(contents: Readonly<Record<string, string | Uint8Array>>): Promise<(name: string) => string> {
  const directory = await temporaryDirectory('fineprint-backtest-');
  made.push(directory);
  for (const [name, content] of Object.entries(contents)) await writeFile(join(directory.path, name), content);
  return (name) => join(directory.path, name);
}

const made: TemporaryDirectory[] = [];
afterAll(() => Promise.all(made.map((directory) => directory.remove())));

describe('terms tried on a file', () => {
  test.for([
    ['a CSV', csv],
    ['a packed CSV', gzipSync(csv)],
    ['NDJSON', rows.map((row) => JSON.stringify({ time: row.split(',')[0], status: row.split(',')[1] })).join('\n')],
  ] as const)('%s comes to 60 %% and pays a tenth of the charge; the other side’s terms pay nothing', async ([, events]) => {
    const at = await files({ 'ours.json': JSON.stringify(agreement(uptime)), 'theirs.json': JSON.stringify(agreement({ ...uptime, target: '60' })), events });
    const ours = await readAgreementFile(at('ours.json'));
    const result = tried(ours, await readAgreementFile(at('theirs.json')), await readPastFile(at('events'), undefined));
    expect(result.terms.series[0]?.windows).toMatchObject([{ value: '60', sampleSize: 10, verdict: 'breached', credit: { amount: { amount: '100.00', currency: 'EUR' } } }]);
    expect(result.counter?.totals).toMatchObject({ met: 1, breached: 0, amount: { amount: '0.00' } });
    expect(backtestText(result, ours.title, ours.zone)).toContain('These terms would have paid 1 credit, 100.00 EUR.\nThe other side\'s terms: 0 credits, 0.00 EUR.');
  });

  test('the days are those of the zone of the agreement, and may be given', async () => {
    const at = await files({ 'ours.json': JSON.stringify(agreement(uptime)), 'events.csv': csv });
    const past = await readPastFile(at('events.csv'), undefined);
    const ours = await readAgreementFile(at('ours.json'));
    expect(tried(ours, null, past)).toMatchObject({ from: '2026-01-05T00:00:00.000Z', until: '2026-01-06T00:00:00.000Z' });
    expect(tried(ours, null, past, '2026-01-01', '2026-07-31').until).toBe('2026-07-31T23:00:00.000Z');
    expect(() => tried(ours, null, past, '2026-02-01', '2026-01-01')).toThrow('comes before the first');
  });

  test('records that make no sense are counted with their lines', async () => {
    const at = await files({ 'events.csv': `${csv}\nyesterday,ok,true,0.5\n2026-01-06T00:00:00Z,ok,true\n` });
    expect(readOf(await readPastFile(at('events.csv'), undefined))).toMatchObject({ records: 12, taken: 10, refused: 2, faults: [{ line: 12, detail: expect.stringContaining('time') as string }, { line: 13 }] });
  });
});

describe('refused is', () => {
  test.for([
    ['a file that is no agreement', { 'ours.json': '{"format":"other"}' }, 'is not an exported version'],
    ['one that is no JSON', { 'ours.json': 'not json' }, 'JSON'],
    ['one that is not there', {}, 'cannot be read'],
  ] as const)('%s', async ([, contents, reason]) => {
    const at = await files(contents);
    await expect(readAgreementFile(at('ours.json'))).rejects.toThrow(reason);
  });

  test('a CSV without a column of times, and a file without an event that can be used', async () => {
    const at = await files({ 'events.csv': 'when,status\n2026,ok\n', 'bad.csv': 'time\nnever\n', 'ours.json': JSON.stringify(agreement(uptime)) });
    await expect(readPastFile(at('events.csv'), undefined)).rejects.toThrow('"time" must be one of them');
    const [ours, past] = [await readAgreementFile(at('ours.json')), await readPastFile(at('bad.csv'), undefined)];
    expect(() => tried(ours, null, past)).toThrow('No event of the file can be used; line 2');
  });
});
