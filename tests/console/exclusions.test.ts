import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { Role } from '#libs/wire/accounts.js';
import { ExclusionList, exclusionStates, type Exclusion } from '#libs/wire/exclusions.js';
import ExclusionSection from '#lib/components/ExclusionSection.svelte';
import { decisionsOf, exclusionBands, sideOf } from '#lib/exclusions.ts';
import { accountOf, id } from './samples.ts';
import { exclusionOf, exclusions } from './samples/exclusions.ts';

function show(role: Role, items = exclusions) {
  const sent: unknown[] = [];
  const note = async (body: unknown) => void sent.push(body);
  const account = accountOf(role, role === 'vendor-contact' ? { vendorId: id(30) } : {});
  render(ExclusionSection, { exclusions: items, account, claim: note, decide: (_id, body) => note(body) });
  return sent;
}

test('the sample is what the wire carries', () => {
  expect(ExclusionList.parse({ items: exclusions })).toEqual({ items: exclusions });
});

describe('who may decide what about an exclusion', () => {
  test.each([
    ['claimed', 'customer', ['accept', 'dispute']],
    ['claimed', 'vendor', ['withdraw']],
    ['disputed', 'customer', ['accept']],
    ['disputed', 'vendor', ['withdraw']],
    ['accepted', 'customer', []],
    ['accepted', 'vendor', []],
    ['withdrawn', 'vendor', []],
  ] as const)('%s by the vendor, the %s may: %j', (state, side, decisions) => {
    expect(decisionsOf(exclusionOf({ state }), side)).toEqual(decisions);
  });

  test('a vendor’s contact speaks for the vendor, everybody else for us', () => {
    expect([sideOf(accountOf('vendor-contact')), sideOf(accountOf('legal')), sideOf(accountOf('administrator'))]).toEqual(['vendor', 'customer', 'customer']);
  });

  test('every state but withdrawn is shaded', () => {
    expect(exclusionBands(exclusions).map(({ kind }) => kind)).toEqual(exclusionStates.filter((state) => state !== 'withdrawn'));
  });
});

describe('the exclusions of a system', () => {
  test('compliance is offered to accept or dispute what the vendor claimed, and nothing about what is settled', () => {
    show('compliance');
    expect(screen.getAllByRole('group').map((group) => group.querySelector('summary')?.textContent?.split(':')[0])).toEqual(['Accept or dispute', undefined, 'Accept', undefined, 'Claim an exclusion']);
  });

  test('a decision carries its reason, and one that was not chosen is not sent', async () => {
    const sent = show('compliance', [exclusionOf()]);
    const form = screen.getByRole('form', { name: /^Decide on the exclusion/ });
    await fireEvent.submit(form);
    expect(within(form).getAllByText(/is missing/).length).toBeGreaterThan(0);
    await fireEvent.click(within(form).getByRole('radio', { name: /Dispute/ }));
    await fireEvent.input(within(form).getByLabelText(/Reason for the record/), { target: { value: 'no notice was given' } });
    await fireEvent.submit(form);
    expect(sent).toEqual([{ decision: 'dispute', note: 'no notice was given' }]);
  });

  test('a decision leaves nothing behind for the next one', async () => {
    const sent: unknown[] = [];
    const props = (state: Exclusion['state']) => ({ exclusions: [exclusionOf({ state })], account: accountOf('compliance'), claim: async () => undefined, decide: async (_id: string, body: unknown) => void sent.push(body) });
    const { rerender } = render(ExclusionSection, props('claimed'));
    const form = () => within(screen.getByRole('form', { name: /^Decide on the exclusion/ }));
    await fireEvent.click(form().getByRole('radio', { name: /Dispute/ }));
    await fireEvent.submit(screen.getByRole('form', { name: /^Decide on the exclusion/ }));
    await rerender(props('disputed'));
    expect(form().getByRole<HTMLInputElement>('radio', { name: /Accept/ }).checked).toBe(true);
    await fireEvent.submit(screen.getByRole('form', { name: /^Decide on the exclusion/ }));
    expect(sent).toEqual([{ decision: 'dispute' }, { decision: 'accept' }]);
  });

  test('a claim is in UTC, and an incomplete one is not sent', async () => {
    const sent = show('legal', []);
    const form = screen.getByRole('form', { name: 'Claim an exclusion' });
    await fireEvent.submit(form);
    expect(sent).toEqual([]);
    await fireEvent.input(within(form).getByLabelText('From (UTC)'), { target: { value: '2026-11-01T10:00' } });
    await fireEvent.input(within(form).getByLabelText('To (UTC), exclusive'), { target: { value: '2026-11-01T12:30' } });
    await fireEvent.change(within(form).getByLabelText('Reason'), { target: { value: 'third-party' } });
    await fireEvent.input(within(form).getByLabelText('What happened'), { target: { value: 'Their cloud was down' } });
    await fireEvent.submit(form);
    expect(sent).toEqual([{ from: '2026-11-01T10:00:00.000Z', to: '2026-11-01T12:30:00.000Z', reason: 'third-party', note: 'Their cloud was down' }]);
  });

  test('who may neither claim nor decide is told who can, and sees every exclusion', () => {
    show('auditor');
    expect(screen.getByText(/Your role, auditor, does not allow this\. It can be done by: administrator, legal, compliance, vendor contact/)).toBeInstanceOf(HTMLElement);
    expect(screen.queryByRole('form')).toBeNull();
    expect(screen.getAllByRole('listitem')).toHaveLength(4);
  });

  test('says who claimed, whose answer is missing, and why it was disputed', () => {
    show('auditor');
    expect(screen.getByText(/Claimed by Omar Haddad \(the vendor\).*Waits for our side/)).toBeInstanceOf(HTMLElement);
    expect(screen.getByText(/Disputed by Lena Ortiz \(our side\).*their own provider is no third party/)).toBeInstanceOf(HTMLElement);
  });
});
