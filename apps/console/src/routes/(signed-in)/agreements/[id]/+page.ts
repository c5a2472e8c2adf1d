import { AgreementDetail, AgreementPreview, AgreementTemplate } from '#libs/wire/agreements.js';
import { LibraryClauseList, Playbook } from '#libs/wire/library.js';
import { SystemPage } from '#libs/wire/systems.js';
import { read, readTagged } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url }) => {
  const path = `/agreements/${params.id}`;
  const { value: agreement, etag } = await readTagged(fetch, path, AgreementDetail, url);
  const last = agreement.versions.at(-1)?.number;
  const asked = Number(url.searchParams.get('version'));
  const number = agreement.versions.some((version) => version.number === asked) ? asked : last;
  const text = agreement.state === 'draft' || number === undefined ? `${path}/preview` : `${path}/versions/${number}/clauses`;
  const isDraft = agreement.state === 'draft';
  const [template, preview, systems, playbook, library] = await Promise.all([
    read(fetch, `/agreement-templates/${agreement.templateId}`, AgreementTemplate, url),
    read(fetch, text, AgreementPreview, url),
    read(fetch, `/systems?vendor=${agreement.vendorId}&limit=200`, SystemPage, url),
    isDraft ? read(fetch, '/playbook', Playbook, url) : { items: [] },
    isDraft ? read(fetch, '/clauses', LibraryClauseList, url) : { items: [] },
  ]);
  const covered = new Set(agreement.systems.map((system) => system.id));
  const silent = systems.items.filter((system) => covered.has(system.id) && system.lastEventAt === null).map((system) => system.name);
  return { agreement, etag, template, preview, number, silent, catalogue: playbook.items.map(({ definition }) => definition), library: library.items };
};
