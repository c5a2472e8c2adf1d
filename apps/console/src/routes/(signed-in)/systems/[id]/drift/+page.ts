import { DriftReport } from '#libs/wire/drift-reports.js';
import { read, withQuery } from '#lib/api.ts';
import { later } from '#lib/later.ts';
import { refreshKey, reportQueryOf } from '#lib/report-query.ts';
import type { PageLoad } from './$types';

const names = ['baseline', 'baselineFrom', 'baselineTo', 'baselineVersion', 'correction', 'level', 'persistence'];

export const load: PageLoad = ({ fetch, params, url, depends }) => {
  depends(refreshKey(url));
  return { report: later(read(fetch, withQuery(`/systems/${params.id}/drift`, reportQueryOf(url, names, Date.now())), DriftReport)) };
};
