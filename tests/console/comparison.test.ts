import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { AgreementComparison } from '#libs/wire/comparisons.js';
import ComparedTexts from '#lib/components/ComparedTexts.svelte';
import ComparisonSummary from '#lib/components/ComparisonSummary.svelte';
import PastedText from '#lib/components/PastedText.svelte';
import { sideOf, sidesOf, stopBeside } from '#lib/comparison.ts';
import { versionOf } from './samples.ts';
import { comparison } from './samples/comparison.ts';

const show = (props: { readonly sideBySide?: boolean; readonly onlySubstantive?: boolean } = {}) => render(ComparedTexts, { comparison, sideBySide: false, onlySubstantive: false, ...props });
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
const focused = () => document.activeElement?.id;

test('the sample is what the wire carries', () => expect(AgreementComparison.parse(comparison)).toEqual(comparison));

describe('what the address asks for', () => {
  const versions = [versionOf('customer')];
  test.each([
    ['', 'v1', 'draft'],
    ['left=draft&right=v1', 'draft', 'v1'],
    ['left=v9&right=text', 'v1', 'text'],
    ['left=<script>&right=', 'v1', 'draft'],
  ])('?%s compares %s with %s', (query, left, right) => expect(sidesOf(new URLSearchParams(query), versions)).toEqual({ left, right }));
  test('without a version the draft is compared with their text', () => expect(sidesOf(new URLSearchParams(), [])).toEqual({ left: 'draft', right: 'text' }));
  test('a side is sent as the wire has it', () => expect(['draft', 'v12', 'text'].map((name) => sideOf(name, 'theirs'))).toEqual([{ kind: 'draft' }, { kind: 'version', number: 12 }, { kind: 'text', text: 'theirs' }]));
});

describe('next and previous', () => {
  test.each([
    [null, 1, 'a'],
    [null, -1, 'c'],
    ['a', 1, 'b'],
    ['c', 1, 'a'],
    ['a', -1, 'c'],
    ['gone', 1, 'a'],
  ] as const)('from %s by %i', (current, step, expected) => expect(stopBeside(['a', 'b', 'c'], current, step)).toBe(expected));
  test('of nothing is nothing', () => expect(stopBeside([], null, 1)).toBeUndefined());

  test('are the keys n and p, and buttons', async () => {
    show();
    await press('n');
    await press('n');
    expect(focused()).toBe('change-2');
    expect(screen.getByRole('status').textContent).toBe('Change 2 of 3');
    await press('p');
    expect(focused()).toBe('change-1');
    await fireEvent.click(screen.getByRole('button', { name: 'Previous change' }));
    expect(focused()).toBe('change-3');
  });

  test('are not taken from somebody who types, nor when switched off, nor with Ctrl', async () => {
    show();
    const field = document.body.appendChild(document.createElement('textarea'));
    field.focus();
    await press('n');
    expect(document.activeElement).toBe(field);
    field.remove();
    await fireEvent.keyDown(document.body, { key: 'n', ctrlKey: true });
    await fireEvent.click(screen.getByRole('checkbox'));
    await fireEvent.keyDown(document.body, { key: 'n' });
    expect(focused()).toBe('');
  });

  test('skip what differs in form only when only substantive changes are shown', async () => {
    show({ onlySubstantive: true });
    expect(screen.queryByText('Notices')).toBeNull();
    await press('n');
    await press('n');
    expect(focused()).toBe('change-3');
  });
});

describe('a change', () => {
  test('is told by element and word, not by colour alone', () => {
    show();
    const passage = document.querySelector('#change-1');
    expect(passage?.querySelector('del')?.textContent).toBe('[removed] 99.5 [end]');
    expect(passage?.querySelector('ins')?.textContent).toBe('[added] 99.05 [end]');
    expect(document.querySelector('#change-2')?.textContent).toContain('form only');
    expect(document.querySelector('#change-3')?.textContent).toContain('moved from 7.2');
  });

  test('stands beside the terms, objectives and money that it moves', () => {
    show();
    const rows = within(screen.getByRole('region', { name: 'What the change of 1.1 moves' })).getAllByRole('row');
    expect(rows.map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
      ['Moves', 'From', 'To', 'For us'],
      ['Target', '99.5 %', '99.05 % (-0.45 percentage points)', '▼ Worse for us'],
      ['Availability, target', 'at least 99.5 %', 'at least 99.05 %', '▼ Worse for us'],
      ['Credit: Availability below 99.5 %', '120.00 EUR', '0.00 EUR', '▼ Worse for us'],
    ]);
  });

  test('side by side shows each text on its side', () => {
    show({ sideBySide: true });
    const [left, right] = [...(document.querySelector('#change-1')?.querySelectorAll('.text') ?? [])];
    expect([left?.querySelector('ins'), right?.querySelector('del')]).toEqual([null, null]);
    expect([left?.textContent, right?.textContent].map((text) => /99\.\d+/.exec(text ?? '')?.[0])).toEqual(['99.5', '99.05']);
  });
});

describe('above the comparison', () => {
  test('what is small and costly leads to its place', () => {
    render(ComparisonSummary, { comparison });
    expect(screen.getByRole('heading', { name: 'Look at these first: 1' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'at 1.1' }).getAttribute('href')).toBe('#change-1');
  });

  test('says when objectives and money could not be compared', () => {
    render(ComparisonSummary, { comparison: { ...comparison, callouts: [], terms: [], isPriced: false } });
    expect(screen.getByText(/No number, duty, negation/)).toBeTruthy();
    expect(screen.getByText(/Here this is not so/)).toBeTruthy();
  });
});

test('a pasted text is compared when it is sent, and stays when there is nothing to send', async () => {
  const sent: string[] = [];
  render(PastedText, { pasted: '', compare: (text) => sent.push(text) });
  const form = screen.getByRole('form');
  await fireEvent.submit(form);
  expect(within(form).getAllByText(/is missing/).length).toBeGreaterThan(0);
  await fireEvent.input(screen.getByLabelText('Text of the other party'), { target: { value: 'Their words' } });
  await fireEvent.submit(form);
  expect(sent).toEqual(['Their words']);
});
