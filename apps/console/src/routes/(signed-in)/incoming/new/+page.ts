import { VendorPage } from '#libs/wire/vendors.js';
import { read } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const vendors = await read(fetch, '/vendors?limit=200', VendorPage, url);
  return { vendors: vendors.items, vendorId: url.searchParams.get('vendor') ?? '' };
};
