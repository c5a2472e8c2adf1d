import { DriftReport } from '#libs/wire/drift-reports.js';
import { read, withQuery } from '#lib/api.ts';
import { driftNames } from '#lib/drift.ts';
import { later } from '#lib/later.ts';
import { refreshKey, reportQueryOf } from '#lib/report-query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, params, url, depends }) => {
  depends(refreshKey(url));
  return { report: later(read(fetch, withQuery(`/systems/${params.id}/drift`, reportQueryOf(url, driftNames, Date.now())), DriftReport)) };
};
