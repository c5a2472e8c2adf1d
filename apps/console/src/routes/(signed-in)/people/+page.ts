import { AccountPage } from '#libs/wire/accounts.js';
import { VendorPage } from '#libs/wire/vendors.js';
import { read, withQuery } from '#lib/api.ts';
import { queryOf } from '#lib/listing.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const [accounts, vendors] = await Promise.all([
    read(fetch, withQuery('/accounts', queryOf(url, [])), AccountPage, url),
    read(fetch, '/vendors?limit=200', VendorPage, url),
  ]);
  return { accounts, vendors };
};
