import { AgreementDetail, AgreementPreview, AgreementTemplate } from '#libs/wire/agreements.js';
import { CalendarFeedPage, CalendarPage } from '#libs/wire/calendar.js';
import { read } from '#lib/api.ts';
import { monthAfter, monthOf, weeksOf } from '#lib/calendar.ts';
import { may } from '#lib/permissions.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url, parent }) => {
  const { session } = await parent();
  const path = `/agreements/${params.id}`;
  const today = new Date().toISOString().slice(0, 10);
  const month = monthOf(url.searchParams.get('month'), today);
  const from = weeksOf(month)[0]?.[0] ?? today;
  const to = weeksOf(monthAfter(month, 12)).at(-1)?.at(-1) ?? today;
  const [agreement, preview, deadlines, feeds] = await Promise.all([
    read(fetch, path, AgreementDetail, url),
    read(fetch, `${path}/preview`, AgreementPreview, url),
    read(fetch, `/calendar?from=${from}&to=${to}&agreement=${params.id}`, CalendarPage, url),
    may(session.account, 'read', 'CalendarFeed') ? read(fetch, '/calendar-feeds', CalendarFeedPage, url) : null,
  ]);
  const template = await read(fetch, `/agreement-templates/${agreement.templateId}`, AgreementTemplate, url);
  const own = feeds?.items.filter(({ agreementId }) => agreementId === null || agreementId === agreement.id) ?? null;
  return { today, month, agreement, preview, template, deadlines: deadlines.items, feeds: own };
};
