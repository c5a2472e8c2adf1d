import { AgreementDetail, AgreementTemplate } from '#libs/wire/agreements.js';
import { read } from '#lib/api.ts';
import { daysBefore } from '#lib/backtest.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url }) => {
  const agreement = await read(fetch, `/agreements/${params.id}`, AgreementDetail, url);
  const template = await read(fetch, `/agreement-templates/${agreement.templateId}`, AgreementTemplate, url);
  const { from, until } = daysBefore(Date.now(), agreement.draft.zone);
  return { agreement, template, from: url.searchParams.get('from') ?? from, until: url.searchParams.get('until') ?? until };
};
