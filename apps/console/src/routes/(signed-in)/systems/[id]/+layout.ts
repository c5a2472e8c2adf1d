import { SystemDetail } from '#libs/wire/systems.js';
import { read } from '#lib/api.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ fetch, params, url, depends, untrack }) => {
  depends('console:measured');
  return { system: await read(fetch, `/systems/${params.id}`, SystemDetail, untrack(() => url)) };
};
