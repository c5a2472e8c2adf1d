import type { z } from 'zod';
import { IntervalReport } from '#libs/wire/intervals.js';
import { SystemPage, type System } from '#libs/wire/systems.js';
import { ask, ServerError, type Server } from './server.js';

/** What was found in one system; `repaired` says whether it was put right. */
export type SystemFindings = Omit<IntervalReport, 'next'> & { readonly system: string };

const differencesKept = 1_000;

/** Has a server compare the intervals of one system, or of all, with their events. `say` is told how far it is. */
export async function verifyIntervals(server: Server, slug: string | undefined, isRepair: boolean, say: (text: string) => void): Promise<SystemFindings[]> {
  const findings: SystemFindings[] = [];
  for (const system of await systemsOf(server, slug)) findings.push(await findingsOf(server, system, isRepair, say));
  return findings;
}

async function systemsOf(server: Server, slug: string | undefined): Promise<System[]> {
  const systems: System[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = new URLSearchParams({ limit: '100', ...(slug === undefined ? {} : { search: slug }), ...(cursor === '' ? {} : { cursor }) });
    const page: z.infer<typeof SystemPage> = await ask(server, 'GET', `/systems?${query.toString()}`, SystemPage);
    systems.push(...page.items.filter((system) => slug === undefined || system.slug === slug));
    cursor = page.next;
  }
  if (slug !== undefined && systems.length === 0) throw new ServerError(`There is no system "${slug}".`);
  return systems;
}

async function findingsOf(server: Server, { id, slug }: System, isRepair: boolean, say: (text: string) => void): Promise<SystemFindings> {
  const path = `/systems/${id}/intervals/${isRepair ? 'rebuild' : 'verify'}`;
  let sum: SystemFindings = { system: slug, days: 0, events: 0, intervals: 0, staleHours: 0, differing: 0, differences: [], rollUps: [], repaired: isRepair };
  for (let from: string | null | undefined; from !== null; ) {
    const { next, ...part }: IntervalReport = await ask(server, 'POST', path, IntervalReport, from === undefined ? {} : { from });
    sum = {
      ...sum,
      days: sum.days + part.days,
      events: sum.events + part.events,
      intervals: sum.intervals + part.intervals,
      staleHours: sum.staleHours + part.staleHours,
      differing: sum.differing + part.differing,
      differences: [...sum.differences, ...part.differences].slice(0, differencesKept),
      rollUps: [...sum.rollUps, ...part.rollUps],
    };
    from = next;
    if (next !== null) say(`${slug}: ${sum.events.toLocaleString('en')} events up to ${next}`);
  }
  return sum;
}
