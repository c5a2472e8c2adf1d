import type { Address } from './listing.ts';

export interface SystemPlace {
  readonly href: string;
  readonly label: string;
}

const places = [
  ['', 'Objectives'],
  ['/drift', 'Drift'],
  ['/performance', 'Performance'],
  ['/service', 'Service'],
  ['/slices', 'Slices'],
  ['/oversight', 'Oversight'],
  ['/data-quality', 'Data quality'],
] as const;

// The period and the version stay from page to page. An exact computation takes seconds and is asked for each time.
const carried = ['days', 'from', 'to', 'version'] as const;

/** The pages of one system, each with what the present address says of period and version. */
export function systemPlaces(systemId: string, url: Address): readonly SystemPlace[] {
  const kept = carried.flatMap((name) => {
    const value = url.searchParams.get(name);
    return value ? [[name, value]] : [];
  });
  const query = kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`;
  return places.map(([path, label]) => ({ href: `/systems/${systemId}${path}${path === '' ? '' : query}`, label }));
}

/** Whether an address is that of a place, whatever its query. */
export function isAt(place: SystemPlace, pathname: string): boolean {
  return place.href.split('?')[0] === pathname;
}
