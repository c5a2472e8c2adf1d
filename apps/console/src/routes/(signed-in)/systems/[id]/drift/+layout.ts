import { TrainingProfileList } from '#libs/wire/training-profiles.js';
import { read } from '#lib/api.ts';
import { later } from '#lib/later.ts';
import type { LayoutLoad } from './$types';

// Apart from the report: profiles are large, and do not change with every event.
export const load: LayoutLoad = ({ fetch, params, depends }) => {
  depends('console:profiles');
  return { profiles: later(read(fetch, `/systems/${params.id}/training-profiles`, TrainingProfileList)) };
};
