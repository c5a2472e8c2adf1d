import { BreachDetail } from '#libs/wire/breaches.js';
import { SystemDetail } from '#libs/wire/systems.js';
import { SystemObjectives } from '#libs/wire/measurements.js';
import { read } from '#lib/api.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, url }) => {
  const breach = await read(fetch, `/breaches/${params.id}`, BreachDetail, url);
  const [objectives, system] = await Promise.all([
    read(fetch, `/systems/${breach.systemId}/objectives`, SystemObjectives, url),
    read(fetch, `/systems/${breach.systemId}`, SystemDetail, url),
  ]);
  const series = objectives.series.find((candidate) => candidate.objective.id === breach.objectiveId);
  return { breach, system, windows: series?.measurements ?? [breach.measurement] };
};
