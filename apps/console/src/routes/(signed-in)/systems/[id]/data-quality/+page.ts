import { DataQuality } from '#libs/wire/data-quality.js';
import { read, withQuery } from '#lib/api.ts';
import { qualityQueryOf } from '#lib/data-quality.ts';
import { later } from '#lib/later.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, params, url, depends }) => {
  depends('console:measured');
  const query = qualityQueryOf(url, Date.now());
  const parts = Promise.all([read(fetch, withQuery(`/systems/${params.id}/data-quality`, query), DataQuality), read(fetch, withQuery('/data-quality', query), DataQuality)]);
  return { quality: later(parts.then(([ours, nobodys]) => ({ ours, nobodys }))) };
};
