import { SliceReport } from '#libs/wire/slice-reports.js';
import { SystemSlices } from '#libs/wire/slices.js';
import { read, withQuery } from '#lib/api.ts';
import { later } from '#lib/later.ts';
import { refreshKey, reportQueryOf } from '#lib/report-query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, params, url, depends }) => {
  depends(refreshKey(url));
  const query = reportQueryOf(url, ['attributes', 'reference', 'smallShare', 'smallEvents'], Date.now());
  return {
    report: later(read(fetch, withQuery(`/systems/${params.id}/slice-report`, query), SliceReport)),
    slices: later(read(fetch, `/systems/${params.id}/slices`, SystemSlices)),
  };
};
