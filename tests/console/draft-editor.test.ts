import { error } from '@sveltejs/kit';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AgreementDraft } from '#libs/wire/agreements.js';
import type { LibraryClause } from '#libs/wire/library.js';
import DraftEditor from '#lib/components/DraftEditor.svelte';
import { keepLocally } from '#lib/local-draft.ts';
import { localProblem } from '#lib/problems.ts';
import { agreementOf, previewOf, template } from './samples.ts';

beforeEach(() => localStorage.clear());
afterEach(() => vi.useRealTimers());

/** The editor on a server in memory; `others` counts saves by somebody else that it has not seen; `down` refuses every save. */
function open(others = 0, down = false) {
  const stored: AgreementDraft[] = [];
  let unseen = others;
  let isUnsaved = false;
  render(DraftEditor, {
    agreement: agreementOf(),
    template,
    catalogue: template.terms,
    library: [clauseOf('availability', 'uptime'), clauseOf('law', 'law')],
    accountId: 'ada',
    saved: previewOf('99.5'),
    preview: async (draft: AgreementDraft) => previewOf(String(draft.terms['uptime.target'])),
    save: async (draft: AgreementDraft, over: boolean) => {
      if (down) error(401, 'sign in', { problem: localProblem(401, 'Sign in first') });
      if (unseen > 0 && !over) error(412, 'changed', { problem: { ...localProblem(412, 'Somebody changed it meanwhile'), code: 'PRECONDITION_FAILED' } });
      unseen = 0;
      stored.push(draft);
    },
    takeTheirs: async () => undefined,
    freeze: async () => undefined,
    saveObstacle: null,
    mayFreeze: null,
    onUnsaved: (unsaved: boolean) => (isUnsaved = unsaved),
  });
  return { stored, isUnsaved: () => isUnsaved };
}

function clauseOf(id: string, family: LibraryClause['family']): LibraryClause {
  return { id, family, version: '1.0.0', title: `Clause on ${id}`, terms: [], positions: { preferred: 'why', fallback: '', walkAway: '' }, references: [], defines: [], text: 'Text.', isOwn: false, replacesShipped: false, retiredAt: null };
}

const target = () => screen.getByLabelText<HTMLInputElement>(/^Target/);
const type = (text: string) => fireEvent.input(target(), { target: { value: text } });

describe('the draft beside its text', () => {
  test('a typed term is printed in the text while it is typed', async () => {
    open();
    await type('98.7');
    expect(await screen.findByRole('link', { name: '98.7 %' })).toBeInstanceOf(HTMLAnchorElement);
  });

  test('the term that has the focus is marked in the text', async () => {
    open();
    await fireEvent.focusIn(target());
    expect(screen.getByRole('link', { name: '99.5 %' }).classList.contains('active')).toBe(true);
    await fireEvent.focusOut(target());
    expect(screen.getByRole('link', { name: '99.5 %' }).classList.contains('active')).toBe(false);
  });

  test('an unsaved draft says so and is not frozen', async () => {
    const { isUnsaved } = open();
    expect(screen.getByRole('button', { name: /Freeze/ })).toBeInstanceOf(HTMLButtonElement);
    await type('98.7');
    expect(screen.queryByRole('button', { name: /Freeze/ })).toBeNull();
    expect(screen.getByText(/Save the draft first/)).toBeInstanceOf(HTMLElement);
    expect(isUnsaved()).toBe(true);
  });

  test('saving sends the whole draft', async () => {
    const { stored, isUnsaved } = open();
    await type('98.7');
    await fireEvent.click(screen.getByRole('button', { name: 'Save the draft' }));
    await waitFor(() => expect(stored).toHaveLength(1));
    expect(stored[0]).toEqual({ ...agreementOf().draft, terms: { 'uptime.target': '98.7' } });
    await waitFor(() => expect(isUnsaved()).toBe(false));
  });

  test('a conflict keeps the input and asks whose draft stays', async () => {
    const { stored } = open(1);
    await type('98.7');
    await fireEvent.click(screen.getByRole('button', { name: 'Save the draft' }));
    expect(await screen.findByText('Somebody else saved this draft meanwhile')).toBeInstanceOf(HTMLElement);
    expect(target().value).toBe('98.7');
    expect(stored).toHaveLength(0);
    await fireEvent.click(screen.getByRole('button', { name: /Save mine over theirs/ }));
    await fireEvent.click(screen.getByRole('button', { name: /^Save mine: draft/ }));
    await waitFor(() => expect(stored[0]?.terms['uptime.target']).toBe('98.7'));
  });

  test('a draft that cannot be read is not sent, and the fault stands at its field', async () => {
    const { stored } = open();
    await fireEvent.input(screen.getByLabelText('Title'), { target: { value: '' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Save the draft' }));
    expect(await screen.findByRole('link', { name: 'Title: is missing' })).toBeInstanceOf(HTMLAnchorElement);
    expect(screen.getByLabelText('Title').getAttribute('aria-invalid')).toBe('true');
    expect(stored).toHaveLength(0);
  });

  test('what is typed saves itself after a pause', async () => {
    vi.useFakeTimers();
    const { stored } = open();
    await type('98.7');
    await vi.advanceTimersByTimeAsync(2_900);
    expect(stored).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(stored.map(({ terms }) => terms['uptime.target'])).toEqual(['98.7']);
  });

  test('what cannot be saved is kept on this device and is there again when the same person comes back', async () => {
    vi.useFakeTimers();
    const { stored } = open(0, true);
    await type('98.7');
    await vi.advanceTimersByTimeAsync(3_100);
    expect(stored).toHaveLength(0);
    expect(screen.getByText(/kept on this device: Sign in first/)).toBeInstanceOf(HTMLElement);
    vi.useRealTimers();
    cleanup();
    open();
    await waitFor(() => expect(target().value).toBe('98.7'));
    expect(screen.queryByText('Somebody else saved this draft meanwhile')).toBeNull();
  });

  test('what was kept of an older revision is a conflict, and what another person typed is not shown', async () => {
    const typed = { ...agreementOf().draft, terms: { 'uptime.target': '97' } };
    keepLocally(agreementOf().id, { account: 'bob', revision: agreementOf().revision, draft: typed });
    open();
    expect(target().value).toBe('99.5');
    cleanup();
    keepLocally(agreementOf().id, { account: 'ada', revision: agreementOf().revision - 1, draft: typed });
    open();
    await waitFor(() => expect(target().value).toBe('97'));
    expect(screen.getByText('Somebody else saved this draft meanwhile')).toBeInstanceOf(HTMLElement);
  });

  test('a clause can be added where its family stands, moved and removed', async () => {
    const { stored } = open();
    const save = async () => {
      await fireEvent.click(screen.getByRole('button', { name: 'Save the draft' }));
      await waitFor(() => expect(screen.getByText(/^Saved, revision/)).toBeInstanceOf(HTMLElement));
      return stored.at(-1)?.clauses?.map(({ id }) => id);
    };
    await fireEvent.click(screen.getByRole('button', { name: 'Add it' }));
    await waitFor(() => expect(screen.getByText('Not saved yet')).toBeInstanceOf(HTMLElement));
    expect(await save()).toEqual([...template.clauses.map(({ id }) => id), 'law']);
  });
});
