import { ApiKeyPage } from '#libs/wire/api-keys.js';
import { SystemPage } from '#libs/wire/systems.js';
import { read, withQuery } from '#lib/api.ts';
import { queryOf } from '#lib/listing.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const [keys, systems] = await Promise.all([
    read(fetch, withQuery('/api-keys', queryOf(url, [])), ApiKeyPage, url),
    read(fetch, '/systems?limit=200', SystemPage, url),
  ]);
  return { keys, systems };
};
