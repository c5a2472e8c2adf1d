import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { ClauseDraft, LibraryClause, NewClause, PlaybookChange, PlaybookEntry } from '#libs/wire/library.js';
import ClauseEditor from '#lib/components/ClauseEditor.svelte';
import PositionTable from '#lib/components/PositionTable.svelte';
import { addable, moved, startingValues, unanswered, withClause, withWording } from '#lib/draft-clauses.ts';
import { entriesOf, libraryFamilies } from '#lib/library.ts';
import { template } from './samples.ts';

const clause = (id: string, family: LibraryClause['family'], changes: Partial<LibraryClause> = {}): LibraryClause => ({
  id,
  family,
  version: '1.0.0',
  title: `About ${id}`,
  terms: [],
  positions: { preferred: '', fallback: '', walkAway: '' },
  references: [],
  defines: [],
  text: 'Text.',
  isOwn: false,
  replacesShipped: false,
  retiredAt: null,
  ...changes,
});
const library = [clause('law', 'law'), clause('scope', 'scope', { terms: ['a.b'] }), clause('scope-short', 'scope', { terms: ['a.b'] }), clause('gone', 'exit', { retiredAt: '2026-01-01T00:00:00Z' })];
const plain = (...ids: readonly string[]) => ids.map((id) => ({ id, wording: null }));
const [first] = template.terms;
const entry: PlaybookEntry = { definition: { ...first!, rationale: 'Because', positions: { preferred: '99.9', fallback: '99.5', walkAway: null } }, revision: 0, reason: null, changedBy: null, changedAt: null };

function clauseAt(place: number) {
  const clause = library.at(place);
  if (clause === undefined) throw new Error(`there is no clause ${place}`);
  return clause;
}

describe('the clauses of a draft', () => {
  test('that may be added print no term twice, are not retired and not chosen', () => {
    expect(addable(library, plain('scope')).map(({ id }) => id)).toEqual(['law']);
    expect(addable(library, plain('law')).map(({ id }) => id)).toEqual(['scope', 'scope-short']);
  });

  test('stand where their family usually does', () => {
    expect(withClause(plain('law'), clauseAt(1), library).map(({ id }) => id)).toEqual(['scope', 'law']);
    expect(withClause(plain('scope'), clauseAt(0), library).map(({ id }) => id)).toEqual(['scope', 'law']);
  });

  test('move by one place, and stay at the ends', () => {
    expect(moved(plain('a', 'b'), 'b', -1)).toEqual(plain('b', 'a'));
    expect(moved(plain('a', 'b'), 'b', 1)).toEqual(plain('a', 'b'));
    expect(withWording(plain('a', 'b'), 'b', 'x')).toEqual([{ id: 'a', wording: null }, { id: 'b', wording: 'x' }]);
  });

  test('bring the preferred values of terms that have none', () => {
    const [term] = template.terms;
    const definitions = [{ ...term!, initial: '1' }];
    expect(startingValues({}, definitions, [term!.path])).toEqual({ [term!.path]: '1' });
    expect(startingValues({ [term!.path]: '2' }, definitions, [term!.path])).toEqual({ [term!.path]: '2' });
    expect(startingValues({}, definitions, [])).toEqual({});
  });

  test('count as unanswered only what an error of the review names and nobody typed', () => {
    const [term, other] = template.terms;
    const findings = [{ severity: 'error', path: term!.path }, { severity: 'note', path: other!.path }];
    expect(unanswered(template.terms, {}, findings)).toEqual([term]);
    expect(unanswered(template.terms, { [term!.path]: 'bad' }, findings)).toEqual([]);
  });
});

test('the library is shown family by family, and narrowed by words', () => {
  expect(libraryFamilies(library, '').map(({ family, clauses }) => [family, clauses.length])).toEqual([['scope', 2], ['exit', 1], ['law', 1]]);
  expect(libraryFamilies(library, 'SHORT').flatMap(({ clauses }) => clauses.map(({ id }) => id))).toEqual(['scope-short']);
  expect(entriesOf({ terms: ['x.y', first!.path] }, [entry])).toEqual([entry]);
});

describe('the positions of a term', () => {
  const open = (obstacle: string | null) => {
    const changes: PlaybookChange[] = [];
    render(PositionTable, { entries: [entry], change: async (_: PlaybookEntry, body: PlaybookChange) => void changes.push(body), obstacle });
    return changes;
  };

  test('stand side by side with why', () => {
    open('Only legal may change this.');
    const cells = within(screen.getByRole('table')).getAllByRole('cell').map((cell) => cell.textContent?.trim());
    expect(cells).toEqual(['99.9 %', '99.5 %', 'open', 'Because']);
    expect(screen.queryByRole('button', { name: /Change the positions/ })).toBeNull();
    expect(screen.getByText('Only legal may change this.')).toBeInstanceOf(HTMLElement);
  });

  test('are changed with a reason', async () => {
    const changes = open(null);
    await fireEvent.click(screen.getByRole('button', { name: /Change the positions/ }));
    await fireEvent.input(screen.getByLabelText(/^Walk-away/), { target: { value: '99' } });
    await fireEvent.input(screen.getByLabelText('Why'), { target: { value: 'Board' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Save the positions' }));
    await waitFor(() => expect(changes).toEqual([{ positions: { preferred: '99.9', fallback: '99.5', walkAway: '99' }, reason: 'Board' }]));
  });

  test('are not sent without a reason', async () => {
    const changes = open(null);
    await fireEvent.click(screen.getByRole('button', { name: /Change the positions/ }));
    await fireEvent.click(screen.getByRole('button', { name: 'Save the positions' }));
    expect(await screen.findByRole('link', { name: /^Why/ })).toBeInstanceOf(HTMLAnchorElement);
    expect(changes).toEqual([]);
  });
});

describe('the editor of an own clause', () => {
  const start: ClauseDraft = { family: 'scope', title: 'Scope', text: '', positions: { preferred: '', fallback: '', walkAway: '' }, references: [], defines: [] };

  test('says which lines are refused while they are typed, and sends the whole clause', async () => {
    const sent: NewClause[] = [];
    render(ClauseEditor, {
      id: '',
      start,
      isNew: true,
      preview: async (draft: ClauseDraft) => ({ terms: [], readings: [], faults: draft.text.includes('30') ? [{ line: 2, reason: 'the number 30 is not a term' }] : [] }),
      save: async (body: NewClause) => void sent.push(body),
      obstacle: null,
    });
    await fireEvent.input(screen.getByLabelText('Text'), { target: { value: 'One.\nWithin 30 days.' } });
    expect(await screen.findByText('Line 2: the number 30 is not a term')).toBeInstanceOf(HTMLElement);
    await fireEvent.input(screen.getByLabelText('Text'), { target: { value: 'One.' } });
    expect(await screen.findByText(/Every line is accepted/)).toBeInstanceOf(HTMLElement);
    await fireEvent.input(screen.getByLabelText('Short name'), { target: { value: 'our-scope' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Add the clause' }));
    await waitFor(() => expect(sent).toEqual([{ ...start, id: 'our-scope', text: 'One.' }]));
  });
});
