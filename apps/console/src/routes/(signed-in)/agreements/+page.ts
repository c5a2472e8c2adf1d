import { AgreementPage } from '#libs/wire/agreements.js';
import { VendorPage } from '#libs/wire/vendors.js';
import { read, withQuery } from '#lib/api.ts';
import { queryOf } from '#lib/listing.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const [agreements, vendors] = await Promise.all([
    read(fetch, withQuery('/agreements', queryOf(url, ['search', 'vendor', 'state'])), AgreementPage, url),
    read(fetch, '/vendors?limit=200', VendorPage, url),
  ]);
  return { agreements, vendors };
};
