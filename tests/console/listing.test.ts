import { describe, expect, test } from 'vitest';
import { changed, dropEmpty, isFiltered, nextSort, queryOf, sorted, sortingOf } from '#lib/listing.ts';

const at = (address: string) => new URL(address, 'http://localhost');

describe('lists in the address', () => {
  test('a changed filter starts again at the first page and keeps the rest', () => {
    expect(changed(at('/breaches?state=open&sort=due&cursor=abc'), { state: 'claimed' })).toBe('/breaches?state=claimed&sort=due');
  });

  test('the next page keeps filters and sorting', () => {
    expect(changed(at('/breaches?state=open&sort=due'), { cursor: 'abc' })).toBe('/breaches?state=open&sort=due&cursor=abc');
  });

  test('clearing everything leaves the bare address', () => {
    expect(changed(at('/breaches?state=open'), { state: undefined })).toBe('/breaches');
  });

  test('the API gets the parameters it knows, and no empty ones', () => {
    expect(queryOf(at('/breaches?state=&vendor=1&sort=due&other=2'), ['state', 'vendor'])).toEqual({ state: undefined, vendor: '1', cursor: undefined });
  });

  test('an empty filter does not count as one', () => {
    expect(isFiltered(at('/breaches?state='), ['state'])).toBe(false);
    expect(isFiltered(at('/breaches?state=open'), ['state'])).toBe(true);
  });

  test('a heading sorts up, then down, then not at all', () => {
    expect(nextSort('due', undefined)).toBe('due');
    expect(nextSort('due', sortingOf(at('/?sort=due')))).toBe('-due');
    expect(nextSort('due', sortingOf(at('/?sort=-due')))).toBeUndefined();
    expect(nextSort('due', sortingOf(at('/?sort=-state')))).toBe('due');
  });

  test('missing values come last, up and down', () => {
    const rows = [{ n: 2 }, { n: null }, { n: 10 }];
    expect(sorted(rows, (row) => row.n, false).map((row) => row.n)).toEqual([2, 10, null]);
    expect(sorted(rows, (row) => row.n, true).map((row) => row.n)).toEqual([10, 2, null]);
  });

  test('a filter form sends no empty fields', () => {
    const fields = new FormData();
    fields.set('state', '');
    fields.set('vendor', '1');
    dropEmpty(fields);
    expect([...fields]).toEqual([['vendor', '1']]);
  });
});
