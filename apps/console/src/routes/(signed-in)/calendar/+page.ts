import { CalendarFeedPage, CalendarPage } from '#libs/wire/calendar.js';
import { read } from '#lib/api.ts';
import { monthAfter, monthOf, weeksOf } from '#lib/calendar.ts';
import { may } from '#lib/permissions.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url, parent }) => {
  const { session } = await parent();
  const today = new Date().toISOString().slice(0, 10);
  const month = monthOf(url.searchParams.get('month'), today);
  const from = weeksOf(month)[0]?.[0] ?? today;
  const to = weeksOf(monthAfter(month, 2)).at(-1)?.at(-1) ?? today;
  const [deadlines, feeds] = await Promise.all([
    read(fetch, `/calendar?from=${from}&to=${to}`, CalendarPage, url),
    may(session.account, 'read', 'CalendarFeed') ? read(fetch, '/calendar-feeds', CalendarFeedPage, url) : null,
  ]);
  return { today, month, deadlines: deadlines.items, feeds: feeds?.items ?? null };
};
