import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { readOf } from '#libs/measurement/intervals/past-file.js';
import { functionVersion } from '#libs/measurement/measure.js';
import { type PastSystem, type Period, type TriedTerms, windowsToTry } from '#libs/remedies/backtest.js';
import { backtest } from '#libs/remedies/backtest-result.js';
import { pastSystems } from '#libs/remedies/past-systems.js';
import type { Window } from '#libs/remedies/windows.js';
import { compile } from '#libs/terms/compile.js';
import { startOfDay } from '#libs/terms/in-force.js';
import type { AgreementDraft } from '#libs/wire/agreements.js';
import type { Backtest, BacktestFileQuery, BacktestRequest } from '#libs/wire/backtests.js';
import { FineprintError, invalidAt } from '#libs/wire/errors.js';
import { readAgreement } from '../agreements/agreement-reading.js';
import type { AgreementRow } from '../agreements/agreement-row.js';
import { AgreementSources } from '../agreements/agreement-sources.js';
import { Database } from '../database/database.js';
import { digestOf } from '../evidence/log.js';
import type { Actor, FineprintRequest } from '../http/actor.js';
import { liftLimit, whileArriving } from '../http/arrival.js';
import { Clock } from '../http/clock.js';
import { systemNumberFor } from '../systems/system-number.js';
import { windowReader } from '../measurement/window-reader.js';
import { readPastFile } from './past-file.js';

const mostDays = 1_827;
const idleLimitMs = 60_000;

/** What a draft's terms would have paid on what happened. Nothing is stored. */
@Injectable()
export class BacktestsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sources: AgreementSources,
  ) {}

  /**
   * On the stored events of the agreement's systems, without the time that is excluded on both sides.
   * @throws FineprintError NOT_FOUND; TERM_INVALID with pointers into the draft; INVALID for a period that is none
   */
  onIntervals(actor: Actor, id: string, { from, until, draft, counter }: BacktestRequest): Promise<Backtest> {
    const now = this.clock.now();
    return this.database.inOrganisation(actor.organisationId, async (manager) => {
      const row = await readAgreement(manager, actor, id, 'assess');
      const tried = draft ?? row.draft;
      const period = { ...periodOf(from, until, tried.zone), now: now.toISOString() };
      const terms = await this.compiled(manager, actor, row, tried);
      const countered = counter === null ? null : await this.compiled(manager, actor, row, { ...tried, terms: { ...tried.terms, ...counter } });
      const { systems, events } = await pastOf(manager, actor, row, [terms, ...(countered === null ? [] : [countered])], period, now);
      return { ...answerOf(terms, countered, systems, period, tried.zone), source: 'intervals', events, file: null };
    });
  }

  /** On the events of an upload, as if it held everything that happened. @throws FineprintError the same; MEDIA_TYPE; BODY_TOO_LARGE */
  async onFile(actor: Actor, id: string, { from, until }: BacktestFileQuery, request: FineprintRequest): Promise<Backtest> {
    const { row, terms } = await this.database.inOrganisation(actor.organisationId, async (manager) => {
      const saved = await readAgreement(manager, actor, id, 'assess');
      return { row: saved, terms: await this.compiled(manager, actor, saved, saved.draft) };
    });
    const period = { ...periodOf(from, until, row.draft.zone), now: null };
    const past = await readPastFile({ headers: request.headers, bytes: arrivingFrom(request) });
    const read = readOf(past);
    return { ...answerOf(terms, null, pastSystems(past), period, row.draft.zone), source: 'file', events: read.taken, file: read };
  }

  private async compiled(manager: EntityManager, actor: Actor, row: AgreementRow, draft: AgreementDraft): Promise<TriedTerms> {
    const { clauses } = await this.sources.of(manager, actor.organisationId, row.template_id, draft);
    const { objectives, credits } = compile({ clauses, draft, digest: digestOf });
    if (objectives.length === 0) throw new FineprintError('TERM_INVALID', 'No clause of this draft promises anything that is measured, so there is nothing to try');
    return { objectives, credits };
  }
}

/** A long upload is not cut off as long as it goes on arriving. Not destroyed when we stop reading: the sender must be able to read why. */
function arrivingFrom(request: FineprintRequest): AsyncIterable<Buffer> {
  liftLimit(request);
  return whileArriving(request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>, new AbortController().signal, idleLimitMs);
}

function answerOf(terms: TriedTerms, counter: TriedTerms | null, systems: readonly PastSystem[], period: Period, zone: string): Omit<Backtest, 'source' | 'events' | 'file'> {
  return {
    from: period.from,
    until: period.until,
    terms: backtest(terms, systems, period, zone),
    counter: counter === null ? null : backtest(counter, systems, period, zone),
    functionVersion,
  };
}

/** What a window held. */
type PastTotals = ReturnType<PastSystem['totalsOf']>;

/** Both days whole, in the zone. */
function periodOf(from: string, until: string, zone: string): Pick<Period, 'from' | 'until'> {
  if (until < from) throw invalidAt('/until', 'INVALID', `The last day (${until}) comes before the first (${from})`);
  const period = { from: startOfDay(from, 0, zone), until: startOfDay(until, 1, zone) };
  if (Date.parse(period.until) - Date.parse(period.from) > mostDays * 86_400_000) throw invalidAt('/from', 'INVALID', 'Terms are tried on five years at most');
  return period;
}

/** Every window that one of the terms asks for, read once for each system. */
async function pastOf(manager: EntityManager, actor: Actor, row: AgreementRow, terms: readonly TriedTerms[], period: Period, now: Date) {
  const windows = [...new Map(terms.flatMap(({ objectives }) => objectives.flatMap((definition) => windowsToTry(definition, period))).map((window) => [keyOf(window), window])).values()];
  const systems: PastSystem[] = [];
  let events = 0;
  for (const { id, name } of row.systems) {
    const read = windowReader(manager, { organisationId: actor.organisationId, systemNumber: await systemNumberFor(manager, actor, id, 'read', 'System') }, now);
    const totals = new Map<string, PastTotals>();
    for (const window of windows) totals.set(keyOf(window), { minutes: await read('availability', window), counts: await read('accuracy', window) });
    events += eventsOf(windows, totals);
    systems.push({ id, name, totalsOf: (window) => totals.get(keyOf(window))! });
  }
  return { systems, events };
}

/** Months and quarters overlap: only the windows of the more numerous kind are added up. */
function eventsOf(windows: readonly Window[], totals: ReadonlyMap<string, PastTotals>): number {
  const counted: Window[] = [];
  for (const window of windows.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
    if (!counted.some((longer) => longer.start <= window.start && window.end <= longer.end)) counted.push(window);
  }
  return counted.reduce((sum, window) => sum + totals.get(keyOf(window))!.counts.events, 0);
}

const keyOf = ({ start, end }: Window): string => `${start} ${end}`;
const lengthOf = ({ start, end }: Window): number => Date.parse(end) - Date.parse(start);
