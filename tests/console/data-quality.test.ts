import { render, screen } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { DataQuality, DataQualityQuery, findings } from '#libs/wire/data-quality.js';
import { rejectionCodes } from '#libs/wire/events.js';
import QualityFindings from '#lib/components/QualityFindings.svelte';
import { findingWords, isRejection, qualityQueryOf, sourceText, sumOf } from '#lib/data-quality.ts';
import { dataQualityOf, silence } from './samples/data-quality.ts';

const plain = (text: string | null | undefined) => (text ?? '').replaceAll('\u00A0', ' ').replaceAll(/\s+/g, ' ').trim();
const now = Date.parse('2026-11-24T12:00:00Z');
const at = (query: string) => qualityQueryOf(new URL(`http://localhost/systems/1/data-quality${query}`), now);
const show = (ours = dataQualityOf(), nobodys = silence, mayConnect = true) => render(QualityFindings, { quality: { ours, nobodys }, mayConnect, slug: 'lead-scoring' });

test('the sample is what the wire carries', () => {
  expect(DataQuality.parse(dataQualityOf())).toEqual(dataQualityOf());
});

describe('findings in words', () => {
  test('each has a name and a meaning of its own, and a rejection says that it was not taken or what stays', () => {
    expect(new Set(findings.map((finding) => findingWords(finding).name)).size).toBe(findings.length);
    expect(new Set(findings.map((finding) => findingWords(finding).meaning)).size).toBe(findings.length);
    for (const code of rejectionCodes) expect(findingWords(code).meaning).toMatch(/was not taken|stays/);
  });

  test('what kept an item out is told from what was only noticed', () => {
    expect([isRejection('FIELD_TYPE'), isRejection('duplicate'), isRejection('late-arrival')]).toEqual([true, false, false]);
  });

  test('a source keeps an identity when its name is gone', () => {
    expect(sourceText({ kind: 'api-key', id: '7', name: 'CRM' })).toBe('CRM (key)');
    expect(sourceText({ kind: 'account', id: '7', name: null })).toBe('person 7 (removed)');
    expect(sourceText({ kind: 'system', id: 'system', name: 'Fineprint' })).toBe('Fineprint');
  });
});

describe('the days of data quality', () => {
  test.each([
    ['?days=7', { from: '2026-11-18', to: '2026-11-24' }],
    ['?from=2026-10-01T00:00&to=2026-10-31T05:00', { from: '2026-10-01', to: '2026-10-31' }],
    ['?from=2026-10-01', { from: '2026-10-01', to: undefined }],
    ['', { from: undefined, to: undefined }],
  ])('%s asks for %j', (query, asked) => {
    expect(at(query)).toEqual(asked);
    expect(DataQualityQuery.safeParse(at(query)).success).toBe(true);
  });
});

describe('the page of data quality', () => {
  test('adds up what was sent, of events and outcomes apart', () => {
    show();
    expect(screen.getByText(/^Events: 41,700 sent = 41,333 accepted \+ 12 duplicate \+ 355 rejected\./)).toBeInstanceOf(HTMLElement);
    expect(sumOf(dataQualityOf().totals, 'outcome')).toEqual({ sent: 18_410, accepted: 18_402, duplicate: 8, rejected: 0 });
    expect(sumOf([], 'event')).toBeUndefined();
  });

  test('explains each finding, with its count and what share of the source’s items it is', () => {
    show();
    const row = screen.getByText(/Out of range/, { selector: 'th' }).closest('tr');
    expect(plain(row?.textContent)).toMatch(/^Out of range rejected A value that the field does not allow, or not finite\. It was not taken\. CRM connector \(key\) events 340 0\.82 %/);
  });

  test('silence says why, with a way to connect only for those who may', () => {
    const { unmount } = show(silence);
    expect(screen.getByRole('heading', { name: 'Nothing was sent in these days' })).toBeInstanceOf(HTMLElement);
    expect(screen.getByRole('link', { name: 'Connect its stream' }).getAttribute('href')).toBe('/connect?system=lead-scoring');
    unmount();
    show(silence, silence, false);
    expect(screen.queryByRole('link')).toBeNull();
  });

  test('items without a system are shown only when there are any', () => {
    const { unmount } = show();
    expect(screen.queryByRole('heading', { name: 'Without a system' })).toBeNull();
    unmount();
    show(dataQualityOf(), dataQualityOf({ findings: [] }));
    expect(screen.getByRole('heading', { name: 'Without a system' })).toBeInstanceOf(HTMLElement);
    expect(screen.getByText('Nothing was noticed: every item was taken as it came, once.')).toBeInstanceOf(HTMLElement);
  });
});
