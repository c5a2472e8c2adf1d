import type { EntityManager } from 'typeorm';
import { dayMilliseconds, hourMilliseconds } from '#libs/measurement/intervals/intervals.js';
import { leftOf, type Stretch } from '#libs/measurement/intervals/stretches.js';
import { excludedTime } from '#libs/remedies/excluded-time.js';
import { FineprintError, invalidAt } from '#libs/wire/errors.js';
import type { Exclusion } from '#libs/wire/exclusions.js';
import type { ReportQuery, Source } from '#libs/wire/figures.js';
import { exclusionsOf } from '../../exclusions/exclusion-row.js';
import type { SystemKey } from '../system-key.js';

const defaultDays = 30;
const longestDays = 400;

/** A model version as its intervals name it, with its features in the order of their positions. */
export interface ReportVersion {
  readonly key: number;
  readonly label: string;
  readonly announced: boolean;
  readonly firstSeenAt: Date | null;
  readonly features: readonly string[];
  readonly kinds: readonly ('numeric' | 'categorical' | null)[];
}

/** What a report is about: whole hours of one system, of all its versions or of one. */
export interface ReportWindow {
  readonly system: SystemKey;
  readonly systemId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly nowMs: number;
  readonly versions: readonly ReportVersion[];
  /** The one version that is asked for. */
  readonly version: ReportVersion | null;
  readonly source: Source;
  /** Those of the system, whatever became of them and whenever they are: a baseline lies in other time than the window. */
  readonly exclusions: readonly Exclusion[];
  /** The time that the accepted ones take out. */
  readonly excluded: readonly Stretch[];
}

/**
 * The window of a query, rounded outwards to whole hours. Without times it is the 30 days up to the end of the present hour.
 * @throws FineprintError INVALID when it ends before it starts or is longer than 400 days, or the system has no such version
 */
export async function reportWindow(manager: EntityManager, system: SystemKey, systemId: string, query: ReportQuery, nowMs: number): Promise<ReportWindow> {
  const endMs = query.to === undefined ? Math.ceil((nowMs + 1) / hourMilliseconds) * hourMilliseconds : Math.ceil(Date.parse(query.to) / hourMilliseconds) * hourMilliseconds;
  const startMs = query.from === undefined ? endMs - defaultDays * dayMilliseconds : Math.floor(Date.parse(query.from) / hourMilliseconds) * hourMilliseconds;
  requireStretch(startMs, endMs, '/from');
  const versions = await versionsOf(manager, system);
  const version = versions.find(({ label }) => label === query.version) ?? null;
  if (query.version !== undefined && version === null) throw invalidAt('/version', 'UNKNOWN', `the system has no version "${query.version}"`);
  const exclusions = await exclusionsOf(manager, system);
  return { system, systemId, startMs, endMs, nowMs, versions, version, source: query.source, exclusions, excluded: excludedTime(exclusions) };
}

/** The time of a window that counts. */
export function countedTime({ startMs, endMs, excluded }: Pick<ReportWindow, 'startMs' | 'endMs' | 'excluded'>): Stretch[] {
  return leftOf({ startMs, endMs }, excluded);
}

/** A figure between 0 and 1 whose bound is wider than this is taken from the events themselves, where these are few enough to be read for a screen. */
export const boundTolerance = 0.01;
const mostEventsRead = 1_000_000;

/** The same window read from its events, when its bins turned out too coarse; null when it is read so already, or there are too many. */
export function exactInstead(window: ReportWindow, events: number): ReportWindow | null {
  return window.source === 'intervals' && events <= mostEventsRead ? { ...window, source: 'exact' } : null;
}

/** @throws FineprintError INVALID */
export function requireStretch(startMs: number, endMs: number, pointer: string): void {
  if (!(startMs < endMs)) throw invalidAt(pointer, 'RANGE', 'the period has to end after it starts');
  if (endMs - startMs > longestDays * dayMilliseconds) throw invalidAt(pointer, 'RANGE', `a period is at most ${longestDays} days long`);
}

/** Rows of the versions that the report is about. */
export function ofWindow<Row extends { readonly versionKey: number }>({ version }: ReportWindow, rows: readonly Row[]): readonly Row[] {
  return version === null ? rows : rows.filter(({ versionKey }) => versionKey === version.key);
}

async function versionsOf(manager: EntityManager, { organisationId, systemNumber }: SystemKey): Promise<ReportVersion[]> {
  const rows = await manager.query<(Omit<ReportVersion, 'key' | 'firstSeenAt'> & { readonly number: number; readonly first_seen_at: Date | null })[]>(
    `SELECT number, label, announced, first_seen_at, features, feature_kinds AS kinds FROM system_version
     WHERE organisation_id = $1 AND system_number = $2 ORDER BY first_seen_at NULLS LAST, number`,
    [organisationId, systemNumber],
  );
  return rows.map(({ number, first_seen_at, ...version }) => ({ ...version, key: number, firstSeenAt: first_seen_at }));
}

/** @throws FineprintError NOT_FOUND */
export function requireVersionOf(window: ReportWindow, key: number): ReportVersion {
  const version = window.versions.find((one) => one.key === key);
  if (version === undefined) throw new FineprintError('INTERNAL', `intervals name a version ${key} that the system does not have`);
  return version;
}
