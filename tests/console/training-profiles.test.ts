import { error } from '@sveltejs/kit';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { NewTrainingProfile, TrainingProfileList, type TrainingProfile } from '#libs/wire/training-profiles.js';
import TrainingProfileSection from '#lib/components/TrainingProfileSection.svelte';
import { localProblem } from '#lib/problems.ts';
import { TypedProfile, comparedWith, emptyProfile, exampleColumns, isPresent, profileTextOf } from '#lib/training-profiles.ts';
import { id } from './samples.ts';

const profileOf = (number: number, change: Partial<TrainingProfile> = {}): TrainingProfile => ({
  id: id(number),
  version: '2.0',
  rows: 100,
  columns: [{ name: 'score', edges: [0.5], counts: [40, 60], missing: 0 }],
  declaredBy: 'Paul Brandt',
  declaredAt: '2026-09-01T08:00:00.000Z',
  digest: 'ab'.repeat(32),
  ...change,
});
const profiles = [profileOf(3), profileOf(2), profileOf(1, { version: '1.4' })];
const url = new URL('http://localhost/systems/1/drift?days=7&baseline=fixed&baselineFrom=2026-01-01T00:00');

function show({ items = profiles, obstacle = null, refusal }: { items?: readonly TrainingProfile[]; obstacle?: string | null; refusal?: () => never } = {}) {
  const sent: TypedProfile[] = [];
  const declare = async (body: TypedProfile) => {
    refusal?.();
    sent.push(body);
  };
  render(TrainingProfileSection, { profiles: items, url, declare, obstacle });
  return sent;
}

const form = () => screen.getByRole('form', { name: 'Declare a training profile' });
async function fill(typed: Readonly<Record<string, string>>) {
  for (const [label, value] of Object.entries(typed)) await fireEvent.input(within(form()).getByLabelText(label), { target: { value } });
}

test('the samples and the example are what the wire carries', () => {
  expect(TrainingProfileList.parse({ items: profiles })).toEqual({ items: profiles });
  expect(NewTrainingProfile.safeParse({ version: '2.0', rows: 100, columns: JSON.parse(exampleColumns) }).success).toBe(true);
});

describe('the declared training profiles', () => {
  test('of one version the last declared counts, and the report can be compared with it', () => {
    show();
    expect(profiles.map((profile) => isPresent(profile, profiles))).toEqual([true, false, true]);
    expect(screen.getAllByRole('row').slice(1).map((row) => /Compare with it|superseded/.exec(row.textContent ?? '')?.[0])).toEqual(['Compare with it', 'superseded', 'Compare with it']);
  });

  test('the comparison keeps period and version of the report, and drops another baseline’s times', () => {
    expect(comparedWith(profileOf(1, { version: '1.4' }), url)).toBe('/systems/1/drift?days=7&baseline=profile&baselineVersion=1.4');
  });

  test('none is said to be none, and who may declare one is told', () => {
    show({ items: [], obstacle: 'It can be done by: engineer.' });
    expect(screen.getByText(/None has been declared/)).toBeInstanceOf(HTMLElement);
    expect(screen.getByText('Declaring a training profile: It can be done by: engineer.')).toBeInstanceOf(HTMLElement);
    expect(screen.queryByRole('form')).toBeNull();
  });
});

describe('declaring a training profile', () => {
  test('sends what was typed, and empties the form', async () => {
    const sent = show();
    await fill({ Version: ' 2.1 ', Rows: '100', Columns: exampleColumns });
    await fireEvent.submit(form());
    expect(sent).toEqual([{ version: '2.1', rows: 100, columns: JSON.parse(exampleColumns) }]);
    expect(within(form()).getByLabelText('Columns')).toHaveProperty('value', '');
  });

  test.each([
    ['nothing', {}, 'Columns: is missing'],
    ['columns that are not JSON', { Version: '2.1', Rows: '1', Columns: '[{' }, /^Columns: is not JSON: /],
    ['columns that are no list', { Version: '2.1', Rows: '1', Columns: '{}' }, 'Columns: is not a list of columns in [ ]'],
    ['rows that are no number', { Version: '2.1', Rows: 'many', Columns: '[]' }, 'Rows: is not a whole number'],
  ])('%s is marked at its field, and nothing is sent', async (_, typed, words) => {
    const sent = show();
    await fill(typed);
    await fireEvent.submit(form());
    expect(within(form()).getByRole('link', { name: words })).toBeInstanceOf(HTMLElement);
    expect(sent).toEqual([]);
  });

  test('what the server refuses names the column and its part, and what was typed stays', async () => {
    const problem = { ...localProblem(422, 'The content is not valid'), errors: [{ pointer: '/columns/1/counts', code: 'CUSTOM', detail: 'one count more than there are edges is expected' }] };
    show({ refusal: () => error(422, problem.detail, { problem }) });
    await fill({ Version: '2.1', Rows: '100', Columns: exampleColumns });
    await fireEvent.submit(form());
    expect(within(form()).getByRole('link', { name: 'Columns, 2, counts: one count more than there are edges is expected' })).toBeInstanceOf(HTMLElement);
    expect(within(form()).getByLabelText('Columns')).toHaveProperty('value', exampleColumns);
  });

  test('a file fills the fields: a whole profile all of them, a list of columns only those', () => {
    const typed = { ...emptyProfile, version: '1.4', rows: '7' };
    const whole = profileTextOf(JSON.stringify({ version: '2.1', rows: 100, columns: [] }), typed);
    expect([whole?.version, whole?.rows, whole?.columns]).toEqual(['2.1', '100', '[]']);
    expect(profileTextOf('[]', typed)).toEqual({ version: '1.4', rows: '7', columns: '[]' });
    expect([profileTextOf('{"rows": 1}', typed), profileTextOf('not JSON', typed)]).toEqual([null, null]);
  });

  test('a file that holds no profile is said to hold none', async () => {
    show();
    await fireEvent.change(within(form()).getByLabelText(/From a file/), { target: { files: [new File(['{}'], 'weights.json')] } });
    await waitFor(() => expect(within(form()).getByText('weights.json is neither a profile nor a list of columns, in JSON')).toBeInstanceOf(HTMLElement));
  });
});
