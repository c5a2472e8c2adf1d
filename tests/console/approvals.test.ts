import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { Role } from '#libs/wire/accounts.js';
import { ApprovalRequest } from '#libs/wire/approvals.js';
import ApprovalList from '#lib/components/ApprovalList.svelte';
import ApprovalPanel from '#lib/components/ApprovalPanel.svelte';
import { decisionObstacle, freezeObstacle } from '#lib/approvals.ts';
import { accountOf, agreementOf, id } from './samples.ts';

const person = (number: number, name: string) => ({ id: id(number), name });
const step = (role: Role, decision: 'approved' | null = null) => ({
  role,
  because: [{ rule: 'Large', reason: 'every draft' }],
  decision,
  decidedBy: decision ? person(70, 'Lea') : null,
  decidedAt: decision ? '2026-11-02T00:00:00.000Z' : null,
  reason: null,
});

function requestOf(changes: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return {
    id: id(60),
    agreementId: id(20),
    agreementTitle: 'Lead scoring with Leadmind',
    vendorName: 'Leadmind',
    state: 'in-review',
    digest: 'a'.repeat(64),
    requestedBy: person(71, 'Paul'),
    requestedAt: '2026-11-01T00:00:00.000Z',
    waitingSince: '2026-11-01T00:00:00.000Z',
    outcome: 'open',
    steps: [step('legal')],
    editors: [person(72, 'Edith')],
    ...changes,
  };
}

const sent: unknown[] = [];
const note = async (...body: readonly unknown[]) => void sent.push(body[0]);

function show(role: Role, state: 'draft' | 'in-review' | 'frozen', requests: readonly ApprovalRequest[] = [requestOf()], required = [{ role: 'legal' as const, because: [{ rule: 'Large', reason: 'every draft' }] }]) {
  sent.length = 0;
  render(ApprovalPanel, { agreement: agreementOf({ state }), approvals: { required, requests: [...requests] }, account: accountOf(role), submit: note, withdraw: note, decide: note, share: note });
}

test('the sample is what the wire carries', () => expect(ApprovalRequest.parse(requestOf())).toEqual(requestOf()));

describe('who decides', () => {
  const legal = accountOf('legal');
  test.each([
    ['nobody but the role that is next', requestOf({ steps: [step('compliance')] }), 'It waits for compliance.'],
    ['not whoever asked', requestOf({ requestedBy: { id: legal.id, name: '' } }), 'You asked for this approval, so somebody else gives it.'],
    ['not whoever changed it', requestOf({ editors: [{ id: legal.id, name: '' }] }), 'You changed this draft, so somebody else decides about it.'],
    ['nothing that is settled', requestOf({ outcome: 'rejected' }), 'Nothing is waiting to be decided.'],
    ['the next role', requestOf({ steps: [step('procurement', 'approved'), step('legal')] }), null],
  ])('%s', (_, request, why) => expect(decisionObstacle(request, legal)).toBe(why));
});

test('a draft that needs approval says by whom before it freezes', () => {
  const required = [{ role: 'legal' as const, because: [] }];
  expect(freezeObstacle('draft', { required, requests: [] })).toContain('needed first by: legal');
  expect([freezeObstacle('draft', { required: [], requests: [] }), freezeObstacle('approved', { required, requests: [] })]).toEqual([null, null]);
  expect(freezeObstacle('in-review', { required, requests: [] })).toContain('in review');
});

describe('on the page of an agreement', () => {
  test('legal decides; a rejection without a reason is not sent', async () => {
    show('legal', 'in-review');
    const form = screen.getByRole('form', { name: /^Decide about/ });
    await fireEvent.click(within(form).getByRole('radio', { name: /Reject/ }));
    await fireEvent.submit(form);
    expect(within(form).getAllByText(/needs a reason/).length).toBeGreaterThan(0);
    await fireEvent.input(within(form).getByLabelText(/Reason/), { target: { value: 'The cap is too low' } });
    await fireEvent.submit(form);
    expect(sent).toEqual([{ decision: 'reject', digest: 'a'.repeat(64), reason: 'The cap is too low' }]);
  });

  test('others are told whom it waits for', () => {
    show('compliance', 'in-review');
    expect(screen.queryByRole('form')).toBeNull();
    expect(screen.getByText(/It waits for legal/)).toBeTruthy();
  });

  test('a draft that needs it is submitted', async () => {
    show('procurement', 'draft', []);
    await fireEvent.click(screen.getByRole('button', { name: /^Submit for approval/ }));
    await fireEvent.click(screen.getByRole('button', { name: /^Submit: / }));
    expect(sent).toHaveLength(1);
  });

  test('a draft that no rule concerns says that it can be frozen', () => {
    show('procurement', 'draft', [], []);
    expect(screen.getByText(/it can be frozen as it is/)).toBeTruthy();
  });

  test('sharing says what the vendor sees', async () => {
    show('legal', 'draft', []);
    await fireEvent.click(screen.getByRole('button', { name: /^Share/ }));
    expect(screen.getByText(/never findings, positions or approvals/)).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: /^Share now/ }));
    expect(sent).toEqual([true]);
  });
});

test('the inbox leads to what waits, and says why it is empty', () => {
  render(ApprovalList, { id: 'to-decide', title: 'For you to decide', requests: [requestOf()], empty: '' });
  expect(screen.getByRole('link', { name: 'Lead scoring with Leadmind' }).getAttribute('href')).toBe(`/agreements/${id(20)}#approval`);
  render(ApprovalList, { id: 'mine', title: 'You asked for', requests: [], empty: 'You have not asked.' });
  expect(screen.getByText('You have not asked.')).toBeTruthy();
});
