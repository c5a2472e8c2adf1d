/** What lists need to know of the page's address. */
export interface Address {
  readonly pathname: string;
  readonly search: string;
  readonly searchParams: Pick<URLSearchParams, 'get' | 'getAll' | 'has'>;
}

/** The address of the same list with some parameters changed. A changed filter starts again at the first page. */
export function changed(url: Address, changes: Readonly<Record<string, string | undefined>>): string {
  const next = new URLSearchParams(url.search);
  if (!('cursor' in changes)) next.delete('cursor');
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  const query = next.toString();
  return query === '' ? url.pathname : `${url.pathname}?${query}`;
}

/** The parameters of the address that the list knows; unknown ones are dropped because the API refuses them. */
export function queryOf(url: Address, names: readonly string[]): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries([...names, 'cursor'].map((name) => [name, url.searchParams.get(name) || undefined]));
}

/** Keeps empty fields of a filter form out of the address. */
export function dropEmpty(fields: FormData): void {
  const empty = [...fields].filter(([, value]) => value === '');
  for (const [name] of empty) fields.delete(name);
}

export function isFiltered(url: Address, names: readonly string[]): boolean {
  return names.some((name) => (url.searchParams.get(name) ?? '') !== '');
}

export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

/** "?sort=name" or "?sort=-name". */
export function sortingOf(url: Address): Sorting | undefined {
  const sort = url.searchParams.get('sort');
  if (!sort) return undefined;
  return sort.startsWith('-') ? { column: sort.slice(1), descending: true } : { column: sort, descending: false };
}

/** What the next click on a column's heading asks for: ascending, descending, as delivered. */
export function nextSort(column: string, present: Sorting | undefined): string | undefined {
  if (present?.column !== column) return column;
  return present.descending ? undefined : `-${column}`;
}

/** Sorts by a key; equal keys keep their order and missing ones come last, whichever way. */
export function sorted<Row>(rows: readonly Row[], key: (row: Row) => string | number | null, descending: boolean): readonly Row[] {
  return rows.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const order = typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right), 'en');
    return descending ? -order : order;
  });
}
