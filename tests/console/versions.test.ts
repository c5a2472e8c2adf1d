import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { NewSystemVersion, SystemVersion } from '#libs/wire/systems.js';
import AnnouncementForm from '#lib/components/AnnouncementForm.svelte';
import { versionMarks } from '#lib/versions.ts';

const version = (changes: Partial<SystemVersion>): SystemVersion => ({ label: '2.0', announced: true, firstSeenAt: '2026-10-03T00:00:00.000Z', features: [], featureKinds: [], ...changes });

test('a chart marks versions that have appeared, and says which nobody announced', () => {
  expect(versionMarks([version({}), version({ label: '2.1', announced: false }), version({ label: '3.0', firstSeenAt: null })])).toEqual([
    { at: '2026-10-03T00:00:00.000Z', text: '2.0' },
    { at: '2026-10-03T00:00:00.000Z', text: '2.1 (unannounced)' },
  ]);
});

test('a version is announced with its features in their order, and the form is empty again', async () => {
  const sent: NewSystemVersion[] = [];
  render(AnnouncementForm, { announce: async (body: NewSystemVersion) => void sent.push(body) });
  await fireEvent.input(screen.getByLabelText(/^Version/), { target: { value: '2.1' } });
  await fireEvent.input(screen.getByLabelText(/^Features/), { target: { value: 'visits, company size,' } });
  await fireEvent.submit(screen.getByRole('form', { name: 'Announce a model version', hidden: true }));
  expect(sent).toEqual([{ label: '2.1', features: ['visits', 'company size'] }]);
  await waitFor(() => expect(screen.getByLabelText(/^Version/)).toHaveProperty('value', ''));
});
