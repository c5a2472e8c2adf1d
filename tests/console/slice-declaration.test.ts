import { error } from '@sveltejs/kit';
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { NewSlices, SystemSlices, type SliceAttribute } from '#libs/wire/slices.js';
import SliceDeclaration from '#lib/components/SliceDeclaration.svelte';
import { localProblem } from '#lib/problems.ts';
import { attributeText, declarationOf, keptText, newAttribute, seenText } from '#lib/slice-declaration.ts';

const attributeOf = (change: Partial<SliceAttribute> = {}): SliceAttribute => ({ name: 'region', kind: 'slice', declared: true, values: ['north', 'south'], limit: 50, seen: ['north'], ...change });
const gender = attributeOf({ name: 'gender', kind: 'group', declared: false, values: null, seen: ['f', 'm'] });
const slices: SystemSlices = { attributes: [attributeOf(), gender], combinations: 3, combinationLimit: 2_000 };

function show({ obstacle = null, refusal }: { obstacle?: string | null; refusal?: () => never } = {}) {
  const sent: NewSlices[] = [];
  const declare = async (body: NewSlices) => {
    refusal?.();
    sent.push(body);
  };
  return { sent, ...render(SliceDeclaration, { slices, declare, obstacle }) };
}

const form = () => within(screen.getByRole('form', { name: 'Declare attributes' }));
const press = (name: string | RegExp) => fireEvent.click(form().getByRole('button', { name }));
const save = () => fireEvent.submit(screen.getByRole('form', { name: 'Declare attributes' }));

test('the sample is what the wire carries', () => {
  expect(SystemSlices.parse(slices)).toEqual(slices);
});

describe('attributes in words and as they are typed', () => {
  test('what is declared is typed and read back to the same', () => {
    const { seen: _seen, declared: _declared, ...declared } = attributeOf();
    expect(NewSlices.parse(declarationOf([attributeText(attributeOf())]))).toEqual({ attributes: [declared] });
  });

  test('empty lines and spaces are no values, and what is empty takes its default', () => {
    expect(NewSlices.parse(declarationOf([{ ...newAttribute, name: ' tier ', values: '\n gold \n\n' }, { ...newAttribute, name: 'city' }]))).toEqual({
      attributes: [
        { name: 'tier', kind: 'slice', values: ['gold'], limit: 50 },
        { name: 'city', kind: 'slice', values: null, limit: 50 },
      ],
    });
  });

  test('which values are kept apart is said, and that nobody declared it', () => {
    expect([attributeOf(), attributeOf({ values: null, limit: 7 }), gender].map(keptText)).toEqual(['only: north, south', 'the first 7', 'the first 50, as nobody declared it']);
  });

  test('a long list of seen values is cut with its rest counted', () => {
    expect([seenText(attributeOf({ seen: [] })), seenText(gender), seenText(attributeOf({ seen: ['a', 'b', 'c', 'd'] }), 2)]).toEqual(['none yet', 'f, m', 'a, b and 2 more']);
  });
});

describe('declaring attributes', () => {
  test('the form begins with what is declared, and takes in what simply appeared', async () => {
    const { sent } = show();
    expect(form().getByLabelText('Name')).toHaveProperty('value', 'region');
    await press('Declare “gender”');
    await press('Keep exactly the 2 values seen so far');
    await save();
    expect(sent).toEqual([
      {
        attributes: [
          { name: 'region', kind: 'slice', values: ['north', 'south'], limit: 50 },
          { name: 'gender', kind: 'group', values: ['f', 'm'], limit: 50 },
        ],
      },
    ]);
    expect(form().getByText('Saved. It holds for events from now on.')).toBeInstanceOf(HTMLElement);
  });

  test('removing an attribute declares without it', async () => {
    const { sent } = show();
    await press('Remove attribute 1');
    await save();
    expect(sent).toEqual([{ attributes: [] }]);
  });

  test.each([
    ['a name that is missing', { Name: '' }, 'Name: is missing'],
    ['a name that stands there already', { Name: 'region' }, 'Name: region is declared already'],
    ['a limit that is no number', { Name: 'tier', 'Most values (optional)': 'many' }, 'Most values: is not a number'],
    ['a limit beyond 200', { Name: 'tier', 'Most values (optional)': '201' }, 'Most values: is above 200'],
    ['no room for a value', { Name: 'tier', 'Most values (optional)': '0' }, 'Most values: is below 1'],
    ['a value twice', { Name: 'tier', 'Values (optional)': 'gold\ngold' }, 'Values: each value once'],
  ])('%s is marked at its field, nothing is sent and what was typed stays', async (_, typed, words) => {
    const { sent } = show();
    await press('Add an attribute');
    const added = within(form().getByRole('group', { name: /^Attribute 2/ }));
    for (const [label, value] of Object.entries(typed)) await fireEvent.input(added.getByLabelText(label), { target: { value } });
    await save();
    expect(sent).toEqual([]);
    const link = form().getByRole('link', { name: words });
    const field = added.getByLabelText(Object.keys(typed).at(-1) ?? '');
    expect(link.getAttribute('href')).toBe(`#${field.id}`);
    expect([field.getAttribute('aria-invalid'), (field as HTMLInputElement).value]).toEqual(['true', Object.values(typed).at(-1)]);
  });

  test('what the server refuses is shown in its words, and what was typed stays', async () => {
    const detail = 'Your role does not include this.';
    show({ refusal: () => error(403, detail, { problem: localProblem(403, detail) }) });
    await fireEvent.input(form().getByLabelText('Name'), { target: { value: 'area' } });
    await save();
    expect(await form().findByText(detail)).toBeInstanceOf(HTMLElement);
    expect(form().getByLabelText('Name')).toHaveProperty('value', 'area');
  });

  test('who may not declare sees what is declared, and who can', () => {
    show({ obstacle: 'It can be done by: engineer.' });
    expect(screen.queryByRole('form')).toBeNull();
    expect(screen.getByText(/Declaring attributes: It can be done by: engineer\./)).toBeInstanceOf(HTMLElement);
    expect(screen.getByRole('rowheader', { name: /region/ })).toBeInstanceOf(HTMLElement);
  });
});
