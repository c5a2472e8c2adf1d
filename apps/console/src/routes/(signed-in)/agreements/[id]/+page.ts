import { AgreementDetail, AgreementPreview, AgreementTemplate } from '#libs/wire/agreements.js';
import { AgreementApprovals } from '#libs/wire/approvals.js';
import { LibraryClauseList, Playbook } from '#libs/wire/library.js';
import { SystemPage } from '#libs/wire/systems.js';
import { isOpen } from '#lib/agreements.ts';
import { read, readTagged } from '#lib/api.ts';
import { may } from '#lib/permissions.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, parent }) => {
  const path = `/agreements/${params.id}`;
  const { value: agreement, etag } = await readTagged(fetch, path, AgreementDetail, url);
  const last = agreement.versions.at(-1)?.number;
  const asked = Number(url.searchParams.get('version'));
  const number = agreement.versions.some((version) => version.number === asked) ? asked : last;
  const { account } = (await parent()).session;
  const text = isOpen(agreement.state) || number === undefined ? `${path}/preview` : `${path}/versions/${number}/clauses`;
  const isEdited = isOpen(agreement.state) && may(account, 'read', 'Playbook');
  const [template, preview, systems, playbook, library, approvals] = await Promise.all([
    read(fetch, `/agreement-templates/${agreement.templateId}`, AgreementTemplate, url),
    read(fetch, text, AgreementPreview, url),
    read(fetch, `/systems?vendor=${agreement.vendorId}&limit=200`, SystemPage, url),
    isEdited ? read(fetch, '/playbook', Playbook, url) : { items: [] },
    isEdited ? read(fetch, '/clauses', LibraryClauseList, url) : { items: [] },
    may(account, 'read', 'Approval') ? read(fetch, `${path}/approvals`, AgreementApprovals, url) : null,
  ]);
  const covered = new Set(agreement.systems.map((system) => system.id));
  const silent = systems.items.filter((system) => covered.has(system.id) && system.lastEventAt === null).map((system) => system.name);
  return { agreement, etag, template, preview, number, silent, catalogue: playbook.items.map(({ definition }) => definition), library: library.items, approvals };
};
