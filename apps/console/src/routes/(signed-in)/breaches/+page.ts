import { BreachPage } from '#libs/wire/breaches.js';
import { SystemPage } from '#libs/wire/systems.js';
import { VendorPage } from '#libs/wire/vendors.js';
import { read, withQuery } from '#lib/api.ts';
import { queryOf } from '#lib/listing.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const [breaches, vendors, systems] = await Promise.all([
    read(fetch, withQuery('/breaches', queryOf(url, ['state', 'vendor', 'system', 'agreement'])), BreachPage, url),
    read(fetch, '/vendors?limit=200', VendorPage, url),
    read(fetch, '/systems?limit=200', SystemPage, url),
  ]);
  return { breaches, vendors, systems };
};
