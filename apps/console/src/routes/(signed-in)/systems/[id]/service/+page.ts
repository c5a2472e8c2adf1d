import { ExclusionList } from '#libs/wire/exclusions.js';
import { ServiceReport } from '#libs/wire/service-reports.js';
import { read, withQuery } from '#lib/api.ts';
import { later } from '#lib/later.ts';
import { refreshKey, reportQueryOf } from '#lib/report-query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, params, url, depends }) => {
  depends(refreshKey(url));
  const query = reportQueryOf(url, ['thresholdMilliseconds', 'maximumGapMinutes'], Date.now());
  const parts = Promise.all([read(fetch, withQuery(`/systems/${params.id}/service`, query), ServiceReport), read(fetch, `/systems/${params.id}/exclusions`, ExclusionList)]);
  return { report: later(parts.then(([service, exclusions]) => ({ ...service, exclusions: exclusions.items }))) };
};
