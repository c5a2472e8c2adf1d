import { AgreementPage, AgreementPreview } from '#libs/wire/agreements.js';
import { BreachPage } from '#libs/wire/breaches.js';
import { SystemPage } from '#libs/wire/systems.js';
import { VendorPage } from '#libs/wire/vendors.js';
import { read } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const [breaches, drafts, systems, vendors] = await Promise.all([
    read(fetch, '/breaches?state=open&limit=50', BreachPage, url),
    read(fetch, '/agreements?state=draft&limit=10', AgreementPage, url),
    read(fetch, '/systems?limit=200', SystemPage, url),
    read(fetch, '/vendors?limit=1', VendorPage, url),
  ]);
  const previews = await Promise.all(drafts.items.map((draft) => read(fetch, `/agreements/${draft.id}/preview`, AgreementPreview, url)));
  const found = drafts.items.map((draft, index) => ({ ...draft, findings: previews[index]?.findings ?? [] }));
  return { breaches, drafts: found, systems, hasVendor: vendors.items.length > 0 };
};
