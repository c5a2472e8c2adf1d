import { error } from '@sveltejs/kit';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { AgreementDraft } from '#libs/wire/agreements.js';
import DraftEditor from '#lib/components/DraftEditor.svelte';
import { localProblem } from '#lib/problems.ts';
import { agreementOf, previewOf, template } from './samples.ts';

/** The editor on a server in memory; `others` counts saves by somebody else that it has not seen. */
function open(others = 0) {
  const stored: AgreementDraft[] = [];
  let unseen = others;
  let isUnsaved = false;
  render(DraftEditor, {
    agreement: agreementOf(),
    template,
    saved: previewOf('99.5'),
    preview: async (draft: AgreementDraft) => previewOf(String(draft.terms['uptime.target'])),
    save: async (draft: AgreementDraft, over: boolean) => {
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
});
