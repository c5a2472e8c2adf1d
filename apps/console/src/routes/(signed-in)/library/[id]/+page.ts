import { LibraryClauseDetail, Playbook } from '#libs/wire/library.js';
import { read } from '#lib/api.ts';
import { entriesOf } from '#lib/library.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url }) => {
  const [clause, playbook] = await Promise.all([read(fetch, `/clauses/${params.id}`, LibraryClauseDetail, url), read(fetch, '/playbook', Playbook, url)]);
  return { clause, entries: entriesOf(clause, playbook.items) };
};
