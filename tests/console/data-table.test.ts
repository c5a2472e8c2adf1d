import { render, screen, within } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { describe, expect, test } from 'vitest';
import DataTable from '#lib/components/DataTable.svelte';

interface Row {
  readonly id: string;
  readonly name: string;
}

const rows: readonly Row[] = [
  { id: '1', name: 'Replywise' },
  { id: '2', name: 'Leadmind' },
];
const row = createRawSnippet<[Row]>((item) => ({ render: () => `<th scope="row">${item().name}</th>` }));
const columns = [{ label: 'Vendor', name: 'name', by: (item: Row) => item.name }, { label: 'Plain' }];

function show(address: string, next: string | null = null) {
  render(DataTable<Row>, { caption: 'Vendors', columns, rows, row, url: new URL(address, 'http://localhost'), next });
  return screen.getAllByRole('rowheader').map((cell) => cell.textContent);
}

describe('the table', () => {
  test('keeps the order it was given until the address sorts it', () => {
    expect(show('/vendors')).toEqual(['Replywise', 'Leadmind']);
    expect(screen.getByRole('columnheader', { name: /Vendor/ }).getAttribute('aria-sort')).toBeNull();
  });

  test('sorts as the address says, and says so to those who hear it', () => {
    expect(show('/vendors?sort=name')).toEqual(['Leadmind', 'Replywise']);
    expect(screen.getByRole('columnheader', { name: /Vendor/ }).getAttribute('aria-sort')).toBe('ascending');
  });

  test('a heading is a link to the next order; a column that cannot sort has none', () => {
    show('/vendors?search=x');
    expect(within(screen.getByRole('columnheader', { name: /Vendor/ })).getByRole('link').getAttribute('href')).toBe('/vendors?search=x&sort=name');
    expect(within(screen.getByRole('columnheader', { name: 'Plain' })).queryByRole('link')).toBeNull();
  });

  test('an unknown column in the address changes nothing', () => {
    expect(show('/vendors?sort=constructor')).toEqual(['Replywise', 'Leadmind']);
  });

  test('links the next page, and admits that it sorts one page only', () => {
    show('/vendors?sort=-name', 'abc');
    expect(screen.getByRole('link', { name: 'Next page' }).getAttribute('href')).toBe('/vendors?sort=-name&cursor=abc');
    expect(screen.getByText('Sorted within this page.')).toBeInstanceOf(HTMLElement);
  });

  test('has a name and can be scrolled by keyboard', () => {
    show('/vendors');
    expect(screen.getByRole('region', { name: 'Vendors' }).getAttribute('tabindex')).toBe('0');
    expect(screen.getByRole('table', { name: 'Vendors' })).toBeInstanceOf(HTMLTableElement);
  });
});
