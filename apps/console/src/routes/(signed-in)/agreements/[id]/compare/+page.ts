import { AgreementDetail } from '#libs/wire/agreements.js';
import { read } from '#lib/api.ts';
import { sidesOf } from '#lib/comparison.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url }) => {
  const agreement = await read(fetch, `/agreements/${params.id}`, AgreementDetail, url);
  const sides = sidesOf(url.searchParams, agreement.versions);
  return { agreement, ...sides, sideBySide: url.searchParams.get('view') === 'side-by-side', onlySubstantive: url.searchParams.get('only') === 'substantive' };
};
