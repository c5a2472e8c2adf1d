import { IncomingPaperDetail } from '#libs/wire/incoming-papers.js';
import { Playbook } from '#libs/wire/library.js';
import { SystemPage } from '#libs/wire/systems.js';
import { read, readTagged } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url }) => {
  const { value: paper, etag } = await readTagged(fetch, `/incoming-papers/${params.id}`, IncomingPaperDetail, url);
  const [playbook, systems] = await Promise.all([read(fetch, '/playbook', Playbook, url), read(fetch, `/systems?vendor=${paper.vendorId}&limit=200`, SystemPage, url)]);
  return { paper, etag, definitions: playbook.items.map(({ definition }) => definition), systems: systems.items };
};
