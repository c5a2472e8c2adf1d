import { LogPage } from '#libs/wire/log.js';
import { read, withQuery } from '#lib/api.ts';
import { queryOf } from '#lib/listing.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => ({
  log: await read(fetch, withQuery('/log', queryOf(url, ['action', 'object'])), LogPage, url),
});
