import { LibraryClauseList } from '#libs/wire/library.js';
import { read } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => ({ library: await read(fetch, '/clauses', LibraryClauseList, url), search: url.searchParams.get('search') ?? '' });
