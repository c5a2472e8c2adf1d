import { Session } from '#libs/wire/sessions.js';
import { read } from '#lib/api.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ fetch, url, untrack }) => ({
  // Untracked, because the session does not change with every address.
  session: await read(fetch, '/session', Session, untrack(() => url)),
});
