import { error } from '@sveltejs/kit';
import { render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { describe, expect, test } from 'vitest';
import type { ReportBasis } from '#libs/wire/figures.js';
import ReportFrame from '#lib/components/ReportFrame.svelte';
import { localProblem } from '#lib/problems.ts';
import { basisOf } from './samples/basis.ts';

interface Report {
  readonly basis: ReportBasis;
}

const content = createRawSnippet<[Report]>(() => ({ render: () => '<p>The content</p>' }));
const versions = [{ label: 'v2', announced: false, firstSeenAt: '2026-08-01T00:00:00.000Z', features: [], featureKinds: [] }];

const refused = (status: number, detail: string): Promise<Report> =>
  Promise.resolve().then(() => error(status, detail, { problem: localProblem(status, detail) }));

function show(report: Promise<Report>, query = '') {
  const props = { title: 'Drift', lead: 'What it is.', report, url: new URL(`http://localhost/systems/1/drift${query}`), versions, refresh: () => undefined, children: content };
  return { props, ...render(ReportFrame<Report>, props) };
}

describe('the frame of a report', () => {
  test('says that it reads, then on what the report rests', async () => {
    show(Promise.resolve({ basis: basisOf() }));
    expect(screen.getByText('Reading the report…')).toBeInstanceOf(HTMLElement);
    expect(await screen.findByText('The content')).toBeInstanceOf(HTMLElement);
    expect(screen.getByText(/no figure is further than 0\.004.*updates while events arrive/)).toBeInstanceOf(HTMLElement);
  });

  test('an exact computation warns that it takes time, and is repeated by hand', async () => {
    show(Promise.resolve({ basis: basisOf({ source: 'exact' }) }), '?source=exact');
    expect(screen.getByText(/every event; this can take some seconds/)).toBeInstanceOf(HTMLElement);
    expect(await screen.findByRole('button', { name: 'Compute again' })).toBeInstanceOf(HTMLButtonElement);
    expect(screen.queryByText(/updates while events arrive/)).toBeNull();
  });

  test('no events is said to be none, with a way to look further', async () => {
    show(Promise.resolve({ basis: basisOf({ events: 0 }) }), '?version=v2');
    expect(await screen.findByRole('heading', { name: 'No events in this period' })).toBeInstanceOf(HTMLElement);
    expect(screen.queryByText('The content')).toBeNull();
    expect(screen.getByRole('link', { name: /last 90 days/ }).getAttribute('href')).toBe('/systems/1/drift?days=90');
  });

  test('a system without a single event is said to have none yet, and no other period is offered', async () => {
    const { props, rerender } = show(Promise.resolve({ basis: basisOf({ events: 0 }) }));
    await rerender({ ...props, versions: [] });
    expect(await screen.findByRole('heading', { name: 'No event yet' })).toBeInstanceOf(HTMLElement);
    expect(screen.queryByRole('link', { name: /last 90 days/ })).toBeNull();
  });

  test('what was chosen is said to be no default, with the way back, and does not push the report away', () => {
    const { container } = show(Promise.resolve({ basis: basisOf() }), '?version=v2');
    expect(screen.getByText('(not the defaults)')).toBeInstanceOf(HTMLElement);
    expect(screen.getByRole('link', { name: 'Back to the defaults' }).getAttribute('href')).toBe('/systems/1/drift');
    expect(container.querySelector('details')?.open).toBe(false);
  });

  test('a period that cannot be is refused once, with the way back instead of another try', async () => {
    const detail = 'the period has to end after it starts';
    const problem = { ...localProblem(422, detail), errors: [{ pointer: '/from', code: 'RANGE', detail }] };
    show(Promise.resolve().then(() => error(422, detail, { problem })), '?from=2027-01-01');
    expect(await screen.findAllByText(new RegExp(detail))).toHaveLength(1);
    expect(screen.getAllByRole('link', { name: 'Back to the defaults' }).map((link) => link.getAttribute('href'))).toContain('?');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  test('a refusal says who can help, and keeps the controls', async () => {
    show(refused(403, 'Reports are not part of it.'));
    expect(await screen.findByText('Reports are not part of it.')).toBeInstanceOf(HTMLElement);
    expect(screen.getByText(/Your role does not include this/)).toBeInstanceOf(HTMLElement);
    expect(screen.getByRole('navigation', { name: 'Period' })).toBeInstanceOf(HTMLElement);
  });

  test('what is shown stays while its successor is read, and when that fails', async () => {
    const { rerender, props } = show(Promise.resolve({ basis: basisOf() }));
    await screen.findByText('The content');
    await rerender({ ...props, report: new Promise<Report>(() => undefined) });
    expect(screen.getByText('The content')).toBeInstanceOf(HTMLElement);
    await rerender({ ...props, report: refused(503, 'The server cannot be reached.') });
    expect(await screen.findByText('The server cannot be reached.')).toBeInstanceOf(HTMLElement);
    expect(screen.getByText('The content')).toBeInstanceOf(HTMLElement);
  });

  test('the chosen period and computation are marked, and the address keeps the rest', () => {
    show(new Promise<Report>(() => undefined), '?days=7&version=v2');
    expect(screen.getByRole('link', { name: '7 days' }).getAttribute('aria-current')).toBe('true');
    expect(screen.getByRole('link', { name: '30 days' }).getAttribute('aria-current')).toBeNull();
    expect(screen.getByRole('link', { name: 'exactly from every event' }).getAttribute('href')).toBe('/systems/1/drift?days=7&version=v2&source=exact');
    expect(screen.getByRole('combobox', { name: 'Model version' })).toHaveProperty('value', 'v2');
  });

  test('without a period the last 30 days are meant; an own one marks none', () => {
    const { unmount } = show(new Promise<Report>(() => undefined));
    expect(screen.getByRole('link', { name: '30 days' }).getAttribute('aria-current')).toBe('true');
    unmount();
    show(new Promise<Report>(() => undefined), '?from=2026-10-01T00:00');
    expect(screen.getByRole('link', { name: '30 days' }).getAttribute('aria-current')).toBeNull();
    expect(screen.getByLabelText('From (UTC)')).toHaveProperty('value', '2026-10-01T00:00');
  });
});
