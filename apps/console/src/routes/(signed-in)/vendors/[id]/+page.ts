import { AgreementPage } from '#libs/wire/agreements.js';
import { BreachPage } from '#libs/wire/breaches.js';
import { ExclusionList } from '#libs/wire/exclusions.js';
import { SystemObjectives } from '#libs/wire/measurements.js';
import { SystemPage } from '#libs/wire/systems.js';
import { Vendor } from '#libs/wire/vendors.js';
import { read } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url }) => {
  const [vendor, agreements, systems, breaches] = await Promise.all([
    read(fetch, `/vendors/${params.id}`, Vendor, url),
    read(fetch, `/agreements?vendor=${params.id}`, AgreementPage, url),
    read(fetch, `/systems?vendor=${params.id}`, SystemPage, url),
    read(fetch, `/breaches?vendor=${params.id}&limit=200`, BreachPage, url),
  ]);
  const [objectives, exclusions] = await Promise.all([
    Promise.all(systems.items.map(({ id }) => read(fetch, `/systems/${id}/objectives`, SystemObjectives, url))),
    Promise.all(systems.items.map(({ id }) => read(fetch, `/systems/${id}/exclusions`, ExclusionList, url))),
  ]);
  return { vendor, agreements, systems, breaches, objectives, exclusions: exclusions.flatMap(({ items }) => items) };
};
