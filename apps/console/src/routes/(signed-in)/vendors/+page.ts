import { VendorPage } from '#libs/wire/vendors.js';
import { read, withQuery } from '#lib/api.ts';
import { queryOf } from '#lib/listing.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => ({
  vendors: await read(fetch, withQuery('/vendors', queryOf(url, ['search'])), VendorPage, url),
});
