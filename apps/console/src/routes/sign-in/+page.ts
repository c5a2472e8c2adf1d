import { redirect } from '@sveltejs/kit';
import { SetupState } from '#libs/wire/sessions.js';
import { read } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const setup = await read(fetch, '/setup', SetupState);
  if (setup.needed) redirect(307, '/setup');
  const to = url.searchParams.get('to') ?? '/';
  // Only a path of this console: "//host" and "/\host" would lead away.
  return { setup, to: /^\/(?![/\\])/.test(to) ? to : '/' };
};
