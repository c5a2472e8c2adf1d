import { SystemObjectives } from '#libs/wire/measurements.js';
import { read } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, depends }) => {
  depends('console:measured');
  return { objectives: await read(fetch, `/systems/${params.id}/objectives`, SystemObjectives, url) };
};
