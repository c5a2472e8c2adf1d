import { AgreementTemplatePage } from '#libs/wire/agreements.js';
import { SystemPage } from '#libs/wire/systems.js';
import { VendorPage } from '#libs/wire/vendors.js';
import { read } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const [templates, vendors, systems] = await Promise.all([
    read(fetch, '/agreement-templates', AgreementTemplatePage, url),
    read(fetch, '/vendors?limit=200', VendorPage, url),
    read(fetch, '/systems?limit=200', SystemPage, url),
  ]);
  return { templates: templates.items, vendors: vendors.items, systems: systems.items, vendorId: url.searchParams.get('vendor') ?? '' };
};
