import { redirect } from '@sveltejs/kit';
import { SetupState } from '#libs/wire/sessions.js';
import { read } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const setup = await read(fetch, '/setup', SetupState);
  if (!setup.needed) redirect(307, '/sign-in');
  return { code: url.searchParams.get('code') ?? '' };
};
