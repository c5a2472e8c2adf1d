import { AgreementDetail, AgreementTemplate } from '#libs/wire/agreements.js';
import { LibraryClauseList, Playbook } from '#libs/wire/library.js';
import { read, readTagged } from '#lib/api.ts';
import { may } from '#lib/permissions.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, parent }) => {
  const { session } = await parent();
  const { value: agreement, etag } = await readTagged(fetch, `/agreements/${params.id}`, AgreementDetail, url);
  const mayRead = may(session.account, 'read', 'Clause');
  const [template, library, playbook] = await Promise.all([
    read(fetch, `/agreement-templates/${agreement.templateId}`, AgreementTemplate, url),
    mayRead ? read(fetch, '/clauses', LibraryClauseList, url) : { items: [] },
    mayRead ? read(fetch, '/playbook', Playbook, url) : { items: [] },
  ]);
  return { agreement, etag, template, library: library.items, catalogue: playbook.items.map(({ definition }) => definition), asOf: url.searchParams.get('asOf') ?? '' };
};
