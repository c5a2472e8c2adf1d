import { SystemObjectives } from '#libs/wire/measurements.js';
import { SystemDetail } from '#libs/wire/systems.js';
import { read } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, depends }) => {
  depends('console:measured');
  const [system, objectives] = await Promise.all([
    read(fetch, `/systems/${params.id}`, SystemDetail, url),
    read(fetch, `/systems/${params.id}/objectives`, SystemObjectives, url),
  ]);
  return { system, objectives };
};
