import { IncomingPaperPage } from '#libs/wire/incoming-papers.js';
import { VendorPage } from '#libs/wire/vendors.js';
import { read, withQuery } from '#lib/api.ts';
import { queryOf } from '#lib/listing.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const [papers, vendors] = await Promise.all([
    read(fetch, withQuery('/incoming-papers', queryOf(url, ['search', 'vendor'])), IncomingPaperPage, url),
    read(fetch, '/vendors?limit=200', VendorPage, url),
  ]);
  return { papers, vendors };
};
