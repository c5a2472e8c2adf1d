import { ApprovalInbox } from '#libs/wire/approvals.js';
import { read } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => ({ inbox: await read(fetch, '/approvals', ApprovalInbox, url) });
