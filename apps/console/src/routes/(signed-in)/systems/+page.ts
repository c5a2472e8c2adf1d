import { SystemPage } from '#libs/wire/systems.js';
import { VendorPage } from '#libs/wire/vendors.js';
import { read, withQuery } from '#lib/api.ts';
import { queryOf } from '#lib/listing.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const [systems, vendors] = await Promise.all([
    read(fetch, withQuery('/systems', queryOf(url, ['search', 'vendor'])), SystemPage, url),
    read(fetch, '/vendors?limit=200', VendorPage, url),
  ]);
  return { systems, vendors };
};
