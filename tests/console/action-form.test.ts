import { error } from '@sveltejs/kit';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { NewClaim } from '#libs/wire/breaches.js';
import ClaimForm from '#lib/components/ClaimForm.svelte';
import { localProblem } from '#lib/problems.ts';

/** The claim form before a server that gives the answers in turn: a status to refuse with, or null to accept. */
function open(answers: readonly (number | null)[], obstacle: string | null = null) {
  const received: { readonly body: NewClaim; readonly key: string }[] = [];
  const claim = async (body: NewClaim, key: string) => {
    const answer = answers[received.length] ?? null;
    received.push({ body, key });
    if (answer !== null) {
      const problem = { ...localProblem(answer, 'Refused.', '', [{ pointer: '/note', code: 'X', detail: 'is too plain' }]), requestId: 'r-1' };
      error(answer, 'Refused.', { problem });
    }
  };
  render(ClaimForm, { claim, obstacle });
  return received;
}

const send = () => fireEvent.click(screen.getByRole('button', { name: 'Claim the credit' }));
const write = (text: string) => fireEvent.input(screen.getByLabelText(/Note/), { target: { value: text } });

describe('a form', () => {
  test('sends its content once, with a key', async () => {
    const received = open([null]);
    await write('please');
    await send();
    await waitFor(() => expect(received).toHaveLength(1));
    expect(received[0]).toMatchObject({ body: { note: 'please' }, key: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });

  test('leaves an empty optional field out', async () => {
    const received = open([null]);
    await send();
    await waitFor(() => expect(received[0]?.body).toEqual({}));
  });

  test('on a refusal keeps the input, moves the focus to the summary and marks the field', async () => {
    open([422]);
    await write('please');
    await send();
    const summary = await screen.findByRole('alert');
    await waitFor(() => expect(document.activeElement).toBe(summary));
    expect(summary.textContent).toContain('r-1');
    expect(screen.getByLabelText<HTMLInputElement>(/Note/).value).toBe('please');
    expect(screen.getByLabelText(/Note/).getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('link', { name: 'Note for the record: is too plain' }).getAttribute('href')).toBe('#field-note');
  });

  test('sent again after a lost answer, the same content keeps its key', async () => {
    const received = open([503, null]);
    await send();
    await screen.findByText('Refused.');
    await send();
    await waitFor(() => expect(received).toHaveLength(2));
    expect(received[1]?.key).toBe(received[0]?.key);
  });

  test('after a refusal, and for other content, the key is another one', async () => {
    const received = open([409, 503, null]);
    await send();
    await screen.findByText('Refused.');
    await send();
    await waitFor(() => expect(received).toHaveLength(2));
    await screen.findByText('Refused.');
    await write('other');
    await send();
    await waitFor(() => expect(received).toHaveLength(3));
    expect(new Set(received.map(({ key }) => key)).size).toBe(3);
  });

  test('that cannot be sent says why instead', () => {
    open([], 'The claim window has closed.');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Claim the credit' }).disabled).toBe(true);
    expect(screen.getByText('The claim window has closed.')).toBeInstanceOf(HTMLElement);
  });
});
