import { LibraryClauseDetail } from '#libs/wire/library.js';
import { read } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url }) => ({ clause: await read(fetch, `/clauses/${params.id}`, LibraryClauseDetail, url) });
